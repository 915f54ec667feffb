import { Pool } from 'undici';
import { type Figures, inTurns } from './in-turns.js';

/** Whom to ask. */
export interface Place {
  readonly url: string;
  readonly path: string;
}

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whom to ask, and what: one after the other, and again from the first. */
export interface Target extends Place {
  readonly name: string;
  readonly requests: readonly Asked[];
  /** Milliseconds of processor time that it has used so far. */
  usedMs?(): number;
}

/** One answer, parsed. */
export async function ask({ url, path }: Place, { headers, body }: Asked): Promise<unknown> {
  const response = await fetch(url + path, { method: 'POST', headers, body });
  return response.json();
}

/** Puts load on targets in turns. */
export async function measure(
  targets: readonly Target[],
  connections: number,
  windows: number,
  warmUp?: number,
): Promise<Map<string, Figures>> {
  const pools = targets.map((target) => new Pool(target.url, { connections, pipelining: 1 }));
  const works = targets.map(({ name, path, requests, usedMs }, index) => {
    let count = 0;
    const run = async () => {
      const request = requests[count++ % requests.length];
      const answer = await pools[index]?.request({ method: 'POST', path, ...request });
      const text = (await answer?.body.text()) ?? '';
      if (answer?.statusCode !== 200 || text.includes('"errors"'))
        throw new Error(`A request failed under load: ${text.slice(0, 300)}`);
    };
    return { name, run, usedMs };
  });
  const figures = await inTurns(works, connections, windows, warmUp);
  await Promise.all(pools.map((pool) => pool.close()));
  return figures;
}
