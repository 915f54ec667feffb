import type pg from 'pg';
import { atReading, gauge } from '../telemetry/registry.js';

const connections = gauge(
  'kith_pool_connections',
  'Connections to Postgres, by what they do.',
  'schema',
  'state',
);
const waiting = gauge('kith_pool_waiting', 'Who waits for a connection.', 'schema');

/** Tells of a pool whenever metrics are read, until the answer is called. */
export function tellPool(schema: string, pool: pg.Pool): () => void {
  return atReading(() => {
    connections.set({ schema, state: 'used' }, pool.totalCount - pool.idleCount);
    connections.set({ schema, state: 'idle' }, pool.idleCount);
    waiting.set({ schema }, pool.waitingCount);
  });
}
