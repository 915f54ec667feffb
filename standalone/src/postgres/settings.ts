import { createHash } from 'node:crypto';

/** The settings of the server, given on its command line. The socket's folder, which differs each time, is not among them. */
export function serverSettings(durable: boolean): Record<string, string> {
  const settings = { ...forEveryone, ...(durable ? {} : forTests) };
  const fingerprint = createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 8);
  // The name tells a server that was left running with other settings from one that can be taken over.
  return { ...settings, cluster_name: `kith-${fingerprint}` };
}

const forEveryone = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '128MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %q%u@%d ',
};

/** Nothing has to survive a crash of the machine. */
const forTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '1h',
  max_wal_size: '4GB',
};
