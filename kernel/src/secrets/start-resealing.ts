import type pg from 'pg';
import { rounds } from '../events/rounds.js';
import type { Logger } from '../log.js';
import { atReading, gauge } from '../telemetry/registry.js';
import { countUnderOthers, reseal } from './reseal.js';
import type { Sealed } from './sealed-table.js';

export interface ResealingOptions {
  /** The subgraph. */
  readonly name: string;
  readonly sealed: Sealed;
  readonly means: object;
  readonly logger: Logger;
}

/** An instance that was started before may still seal with the key that was the newest then. */
const pollMs = 60_000;

const underOthers = gauge(
  'kith_secrets_under_older_keys',
  'Sealed secrets that need another key than the first of SECRETS_KEY; where it is 0, the others can be taken out.',
  'subgraph',
  'table',
);

/**
 * Seals with the newest key what lies under an older one, and tells whenever metrics are read how much is left. So the
 * key of an installation is changed while it runs.
 */
export function startResealing(
  relay: pg.Pool,
  { name, sealed: { tables, keysOf }, means, logger }: ResealingOptions,
): { stop(): Promise<void> } {
  const running = rounds(`sealing anew of ${name}`, pollMs, logger, async () => {
    const keys = keysOf({ means });
    const outcomes = await Promise.allSettled(tables.map((table) => reseal(relay, table, keys)));
    const secrets = outcomes.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
    if (secrets > 0) logger.info({ subgraph: name, secrets }, 'secrets are sealed anew with the newest key');
    const failed = outcomes.find((one) => one.status === 'rejected');
    if (failed && secrets === 0) throw failed.reason;
    return secrets > 0;
  });
  const labelsOf = ({ table }: { table: string }) => ({ subgraph: name, table });
  const forget = atReading(async () => {
    for (const table of tables) underOthers.remove(labelsOf(table));
    const keys = keysOf({ means });
    for (const table of tables) underOthers.set(labelsOf(table), await countUnderOthers(relay, table, keys));
  });
  return {
    async stop() {
      forget();
      for (const table of tables) underOthers.remove(labelsOf(table));
      await running.stop();
    },
  };
}
