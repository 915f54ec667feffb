import { demoUserEmails } from './demo/demo-users.js';
import { readSettings } from './installation/settings.js';
import { requireFreePort } from './installation/require-free-port.js';
import { startStandalone } from './start.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  await requireFreePort(settings.host, settings.port);
  const standalone = await startStandalone(settings, say);
  let isStopping = false;
  const stop = async (exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    await standalone.stop();
    process.exit(exitCode);
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  process.on('SIGHUP', () => stop(0));
  standalone.databaseEnded.then(() => {
    if (!isStopping) process.stderr.write('Postgres has ended; start again to go on from what was committed.\n');
    return stop(1);
  });
  say(`\nThe graph      ${standalone.url}/graphql`);
  if (!settings.isProduction) say(`The explorer   ${standalone.url}/`);
  say(`Demo users     ${demoUserEmails.join(', ')}`);
  say('A token        npm run --silent token <user>');
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
