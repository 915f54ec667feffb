import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The key that seals secrets at rest here: made at the first start, readable by its owner alone. */
export async function secretsKey(dataFolder: string): Promise<Buffer> {
  const file = path.join(dataFolder, 'secrets-key');
  const existing = await readFile(file, 'utf8').catch(() => null);
  if (existing !== null) return Buffer.from(existing, 'base64');
  const made = randomBytes(32);
  await writeFile(file, made.toString('base64'), { mode: 0o600, flag: 'wx' });
  return made;
}
