import { onStop } from '@kith/kernel';
import { demoUserEmails } from './demo/demo-users.js';
import { readDemoPassword } from './demo/passwords.js';
import { requireFreePort } from './installation/require-free-port.js';
import { readSettings, type Settings } from './installation/settings.js';
import type { Standalone, StartOptions } from './start.js';

const say = (line: string) => void process.stdout.write(`${line}\n`);

type Start = (settings: Settings, options: StartOptions) => Promise<Standalone>;

/** Starts a deployment, says where everything is, and stops it all at a signal or when its database ends. */
export function run(start: Start): void {
  runUntilStopped(start).catch((error: Error) => {
    process.stderr.write(`${error.name === 'AbortError' ? 'Stopped before it was ready.' : error.message}\n`);
    process.exit(1);
  });
}

async function runUntilStopped(start: Start): Promise<void> {
  const settings = readSettings(process.env);
  await requireFreePort(settings.host, settings.port);
  const starting = new AbortController();
  let running: Standalone | undefined;
  onStop(async () => {
    starting.abort();
    await running?.stop();
  });
  running = await start(settings, { say, signal: starting.signal });
  running.databaseEnded.then(() => {
    if (starting.signal.aborted) return;
    process.stderr.write('Postgres has ended; start again to go on from what was committed.\n');
    process.exit(1);
  });
  say(`\nThe graph      ${running.url}/graphql`);
  if (!settings.isProduction) say(`The explorer   ${running.url}/`);
  say(`Metrics        ${running.metricsUrl}`);
  say(`Demo users     ${demoUserEmails.join(', ')}`);
  say(`Their password ${await readDemoPassword(settings.dataFolder)}`);
  say('A token        npm run --silent token <user>');
}
