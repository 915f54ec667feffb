/** Names under which secrets are. */
const secretName = /authorization|cookie|api[-_]?key|passw|secret|token|credential|recovery|otp$/i;

const redacted = '[redacted]';
const mostDepth = 6;

/** Secrets by what they look like, wherever in a text they are. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${redacted}`],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, redacted],
  [/\bwhsec_[\w+/=-]+/g, redacted],
  // Keys and tokens of ours: what they are, and 32 bytes.
  [/\b([a-z]{2,12}(?:_[a-z]{2,12})?)_[\w-]{43}(?![\w-])/g, `$1_${redacted}`],
  [/(:\/\/[^\s:/@]*):[^\s/@]+@/g, `$1:${redacted}@`],
  [
    /((?:authorization|cookie|api[-_]?key|passw\w*|secret\w*|token\w*)\\?["']?\s*[:=]\s*)(\\?"[^"]*"|'[^']*'|[^\s,;&)}]+)/gi,
    `$1${redacted}`,
  ],
];

export function redactText(text: string): string {
  return shapes.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), text);
}

/** What of an error may be kept: of Postgres', its details hold values of rows, and TypeORM's the parameters. */
const errorFields = [
  'code',
  'constraint',
  'table',
  'column',
  'schema',
  'severity',
  'routine',
  'path',
  'extensions',
];

/** A copy without secrets, for a log: by the names of its fields, and by what texts look like. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (depth >= mostDepth) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Error) return redactError(value, depth);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) && item !== undefined && item !== null ? redacted : redact(item, depth + 1),
    ]),
  );
}

function redactError(error: Error, depth: number): object {
  const { name, message, stack, cause } = error;
  const kept = errorFields.flatMap((field) => {
    const value = (error as unknown as Record<string, unknown>)[field];
    return value === undefined ? [] : [[field, redact(value, depth + 1)]];
  });
  return {
    type: name,
    message: redactText(message),
    stack: redactText(stack ?? ''),
    ...Object.fromEntries(kept),
    ...(cause !== undefined && { cause: redact(cause, depth + 1) }),
  };
}
