import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTokenKeys } from '@kith/gateway';

/** Both halves, as JWKs. */
export type TokenKeys = Awaited<ReturnType<typeof createTokenKeys>>;

const fileOf = (dataFolder: string) => path.join(dataFolder, 'access-token-key.json');

/** The keys that sign access tokens here: made at the first start, readable by their owner alone. */
export async function tokenKeys(dataFolder: string): Promise<TokenKeys> {
  const existing = await existingTokenKeys(dataFolder);
  if (existing) return existing;
  const made = await createTokenKeys();
  await writeFile(fileOf(dataFolder), JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  return made;
}

/** The keys when an installation was started in this folder, else null. */
export async function existingTokenKeys(dataFolder: string): Promise<TokenKeys | null> {
  const file = await readFile(fileOf(dataFolder), 'utf8').catch(() => null);
  return file === null ? null : JSON.parse(file);
}
