import { connect } from 'node:net';
import type { ClientBase } from 'pg';

/** Postgres' code for this kind of message, in the place where others have the version of the protocol. */
const cancelRequest = 80877102;

interface Connected {
  readonly host: string;
  readonly port: number;
  readonly processID: number;
  readonly secretKey: number;
}

/**
 * Asks Postgres to end what runs on a connection, over another one that takes no place in the pool: when all places wait for
 * slow statements, that is when somebody must be able to. Answers when Postgres has passed it on, so that it meets nobody else's
 * statement as long as the connection is not given back before.
 */
export function cancelStatement(client: ClientBase): Promise<void> {
  const { host, port, processID, secretKey } = client as unknown as Connected;
  const message = Buffer.alloc(16);
  [message.length, cancelRequest, processID, secretKey].forEach((number, index) => {
    message.writeInt32BE(number, index * 4);
  });
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
  return new Promise((resolve) => {
    // A server that cannot be reached runs nothing for us.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.on('connect', () => socket.write(message));
    socket.resume();
  });
}
