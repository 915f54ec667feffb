import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '@kith/kernel';

export const demoUserEmails = [
  'owner@northwind.demo',
  'viewer@northwind.demo',
  'owner@chinook.demo',
] as const;

/** The demo users by e-mail address, as tokens are made for them. */
export type DemoUsers = Readonly<Record<string, Actor>>;

const fileOf = (dataFolder: string) => path.join(dataFolder, 'demo-users.json');

/** Null until the demo is loaded whole. */
export async function readDemoUsers(dataFolder: string): Promise<DemoUsers | null> {
  const file = await readFile(fileOf(dataFolder), 'utf8').catch(() => null);
  return file === null ? null : JSON.parse(file);
}

/** Written last: it says that the demo is loaded. */
export async function writeDemoUsers(dataFolder: string, users: DemoUsers): Promise<void> {
  await writeFile(fileOf(dataFolder), JSON.stringify(users), { mode: 0o600 });
}
