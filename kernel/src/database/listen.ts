import pg from 'pg';
import type { Logger } from '../log.js';

export interface ListenOptions {
  /** Where Postgres is, without a pooler in between: what is heard belongs to the connection. */
  readonly url: string;
  readonly channel: string;
  /** Told the payload of each notification that another connection sent. */
  readonly hear: (payload: string) => void;
  readonly logger: Logger;
}

export interface Ear {
  /** Notifies the others, if there is a connection now. */
  tell(payloads: readonly string[]): void;
  close(): Promise<void>;
}

/** Hears what other processes notify. A lost connection is made again; until then listeners look by themselves. */
export function listen({ url, channel, hear, logger }: ListenOptions): Ear {
  let isClosed = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  const connect = async () => {
    const own = new pg.Client({ connectionString: url, application_name: `${channel} ear` });
    client = own;
    own.on('notification', ({ processId, payload }) => {
      if (processId !== (own as { processID?: number | null }).processID) hear(payload ?? '');
    });
    own.on('error', () => undefined);
    own.once('end', retry);
    await own.connect();
    await own.query(`listen ${channel}`);
  };
  const retry = () => {
    if (!isClosed) again = setTimeout(start, 1_000);
  };
  const start = () => {
    connect().catch((error: unknown) => {
      logger.warn({ err: error, channel }, 'other processes are not heard; it tries again');
      client?.end().catch(() => undefined);
    });
  };
  start();
  return {
    tell(payloads) {
      client
        ?.query(`select pg_notify($1, payload) from unnest($2::text[]) as payload`, [channel, payloads])
        .catch(() => undefined);
    },
    async close() {
      isClosed = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}
