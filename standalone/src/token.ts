import { signAccessToken } from '@kith/gateway';
import { readDemoUsers } from './demo/demo-users.js';
import { readSettings } from './installation/settings.js';
import { existingTokenKeys } from './installation/token-keys.js';

/** Prints an access token for a demo user. */
async function main([email]: string[]): Promise<void> {
  const { dataFolder } = readSettings(process.env);
  const users = await readDemoUsers(dataFolder);
  const keys = await existingTokenKeys(dataFolder);
  if (!users || !keys)
    throw new Error('No demo is loaded here yet: run `npm start` and wait until it is ready');
  const user = users[email ?? ''];
  if (!user) throw new Error(`Say one of the demo users: ${Object.keys(users).join(', ')}`);
  process.stdout.write(`${await signAccessToken(user, keys.privateKey)}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
