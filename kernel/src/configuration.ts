import type { SecretsKeys } from './secrets/secret-box.js';

/** A reader of one setting: takes the raw text (or undefined) and answers a value, or throws a sentence. */
export type Setting<Value> = (raw: string | undefined) => Value;

/** What is read of settings, by their names. */
export type ValuesOf<Settings extends Record<string, Setting<unknown>>> = {
  [Name in keyof Settings]: ReturnType<Settings[Name]>;
};

/**
 * Reads all settings of a process from its environment in one place, and fails once with every mistake.
 *
 * @throws Error whose message has a line per setting that is missing or malformed.
 */
export function readConfiguration<Settings extends Record<string, Setting<unknown>>>(
  environment: Record<string, string | undefined>,
  settings: Settings,
): ValuesOf<Settings> {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    try {
      values[name] = setting(environment[name] || undefined);
    } catch (error) {
      mistakes.push(`${name} ${(error as Error).message}`);
    }
  }
  if (mistakes.length > 0) throw new Error(`The configuration is not complete:\n  ${mistakes.join('\n  ')}`);
  return values as ValuesOf<Settings>;
}

export function text(fallback?: string): Setting<string> {
  return (raw) => raw ?? fallback ?? missing();
}

export function optionalText(): Setting<string | null> {
  return (raw) => raw ?? null;
}

/** A setting that may be left out. */
export function optional<Value>(setting: Setting<Value>): Setting<Value | null> {
  return (raw) => (raw === undefined ? null : setting(raw));
}

export function integer(fallback: number, least: number, most: number): Setting<number> {
  return (raw) => {
    const value = raw === undefined ? fallback : Number(raw);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(`must be a whole number from ${least} to ${most}, not ${JSON.stringify(raw)}`);
    }
    return value;
  };
}

export function oneOf<const Value extends string>(fallback: Value, ...values: Value[]): Setting<Value> {
  return (raw) => {
    const value = (raw ?? fallback) as Value;
    if (![fallback, ...values].includes(value)) {
      throw new Error(`must be one of ${[fallback, ...values].join(', ')}, not ${JSON.stringify(raw)}`);
    }
    return value;
  };
}

export function url(...protocols: string[]): Setting<string> {
  return (raw) => {
    const value = raw ?? missing();
    if (!protocols.some((protocol) => value.startsWith(`${protocol}:`))) {
      throw new Error(`must be a URL that begins with ${protocols.join(': or ')}:`);
    }
    return value;
  };
}

/** A secret of at least 32 bytes, in base64. */
export function secretKey(): Setting<Buffer> {
  return (raw) => {
    const key = Buffer.from(raw ?? missing(), 'base64');
    if (key.length < 32) throw new Error('must be at least 32 bytes in base64');
    return key;
  };
}

/** One or more such secrets, parted by commas or white space, the newest first. */
export function secretsKeys(): Setting<SecretsKeys> {
  return (raw) => {
    const [newest, ...older] = (raw ?? '').split(/[\s,]+/).filter((one) => one !== '');
    const keys = [newest, ...older].map(secretKey()) as [Buffer, ...Buffer[]];
    if (new Set(keys.map((key) => key.toString('hex'))).size < keys.length)
      throw new Error('must not hold a key twice');
    return keys;
  };
}

function missing(): never {
  throw new Error('is missing');
}
