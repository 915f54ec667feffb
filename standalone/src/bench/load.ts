import { Pool } from 'undici';
import { type Figures, inTurns } from './in-turns.js';

/** Whom to ask, and what. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One answer, parsed. */
export async function ask({ url, path, headers, body }: Target): Promise<unknown> {
  const response = await fetch(url + path, { method: 'POST', headers, body });
  return response.json();
}

/** Puts load on targets in turns. */
export async function measure(
  targets: readonly Target[],
  connections: number,
  windows: number,
): Promise<Map<string, Figures>> {
  const pools = targets.map((target) => new Pool(target.url, { connections, pipelining: 1 }));
  const works = targets.map(({ name, path, headers, body }, index) => ({
    name,
    async run() {
      const answer = await pools[index]?.request({ method: 'POST', path, headers, body });
      const text = (await answer?.body.text()) ?? '';
      if (answer?.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`A request failed under load: ${text.slice(0, 300)}`);
    },
  }));
  const figures = await inTurns(works, connections, windows);
  await Promise.all(pools.map((pool) => pool.close()));
  return figures;
}
