import { setTimeout as delay } from 'node:timers/promises';
import { clientOf, open } from './watching.js';

/** A client that comes back after whatever happened, behind the last cursor that it saw. */
export interface Follower {
  /** The new people that it was told of, in the order in which it was. */
  readonly names: string[];
  /** The positions of all that it was told, in the order in which it was. */
  readonly positions: number[];
  /** How often it had to come back. */
  readonly returns: () => number;
  /** Resolves when it has begun for the first time. */
  readonly begun: Promise<void>;
  stop(): Promise<void>;
}

export function follow(url: string, token: () => Promise<string>, selection: string): Follower {
  const names: string[] = [];
  const positions: number[] = [];
  const begun = Promise.withResolvers<void>();
  const query = `subscription ($after: String) { personChanged(after: $after) { type person { ${selection} } } }`;
  let after: string | undefined;
  let isStopping = false;
  let returns = 0;
  let client = clientOf(url, token);
  const listen = async () => {
    const watching = open(client, query, { after });
    for (;;) {
      const { data, extensions } = await watching.next();
      after = extensions?.cursor ?? after;
      if (data === undefined) begun.resolve();
      if (!data?.personChanged) continue;
      positions.push(JSON.parse(Buffer.from(after as string, 'base64url').toString())[1]);
      const { type, person } = data.personChanged;
      if (type === 'CREATED') names.push(person.displayName);
    }
  };
  const run = async () => {
    while (!isStopping) {
      await listen().catch(() => undefined);
      returns++;
      await client.dispose();
      await delay(50 + Math.random() * 100);
      client = clientOf(url, token);
    }
  };
  const ended = run();
  return {
    names,
    positions,
    returns: () => returns,
    begun: begun.promise,
    async stop() {
      isStopping = true;
      await client.dispose();
      await ended;
    },
  };
}
