import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { secretsKeys } from './secrets-keys.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kith-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => path.join(folder, 'secrets-key');

test('the first start makes a key that its owner alone reads, and the next ones find it', async () => {
  const made = await secretsKeys(folder);
  expect(made.map((key) => key.length)).toEqual([32]);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await secretsKeys(folder)).toEqual(made);
});

test('a key on a line before it is the newest', async () => {
  const [older] = await secretsKeys(folder);
  const newer = randomBytes(32);
  await writeFile(file(), `${newer.toString('base64')}\n${await readFile(file(), 'utf8')}\n`);
  expect(await secretsKeys(folder)).toEqual([newer, older]);
});

test('a file that holds no key is not taken for one', async () => {
  await writeFile(file(), '\n');
  await expect(secretsKeys(folder)).rejects.toThrow(`${file()} holds no key`);
});
