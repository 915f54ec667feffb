import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type SecretsKeys, secretsKeys as setting } from '@kith/kernel';

/**
 * The keys that seal secrets at rest here. One is made at the first start, readable by its owner alone; whoever changes
 * it writes the new one on a line before it.
 */
export async function secretsKeys(dataFolder: string): Promise<SecretsKeys> {
  const file = path.join(dataFolder, 'secrets-key');
  const existing = await readFile(file, 'utf8').catch(() => null);
  if (existing !== null) return readKeys(file, existing);
  const made = randomBytes(32);
  await writeFile(file, made.toString('base64'), { mode: 0o600, flag: 'wx' });
  return [made];
}

function readKeys(file: string, text: string): SecretsKeys {
  if (text.trim() === '') throw new Error(`${file} holds no key`);
  try {
    return setting()(text);
  } catch (error) {
    throw new Error(`${file} ${(error as Error).message}`);
  }
}
