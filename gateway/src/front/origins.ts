/** Origins whose pages may ask the graph; `any` lets all of them, but then without cookies. */
export type Origins = readonly string[] | 'any';

/** Whether a page of this origin may ask whoever is called `host`: it is the same, or on the list. */
export function isAllowed(
  origins: Origins,
  { origin, host, hasCookie }: { origin: string; host: string | undefined; hasCookie: boolean },
): boolean {
  if (origins === 'any' ? !hasCookie : origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** @throws Error a sentence, when it is neither `*` nor a list of origins with commas in between. */
export function readOrigins(raw: string | undefined): Origins {
  if (raw === '*') return 'any';
  const origins = (raw ?? '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new Error(`must be * or origins like https://app.example.com, not ${JSON.stringify(origin)}`);
  return origins;
}
