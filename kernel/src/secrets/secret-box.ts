import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** The keys of an installation, the newest first: it seals, and all of them open. */
export type SecretsKeys = readonly [newest: Buffer, ...older: Buffer[]];

const algorithm = 'aes-256-gcm';
/** A sealed secret begins with the name of its key, so that those under an older one are found without opening any. */
export const keyNameBytes = 8;
const ivBytes = 12;
const tagBytes = 16;

/** Encrypts a secret for its place: sealed for one row, it does not open in another. */
export function seal([key]: SecretsKeys, place: string, secret: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, derived(key, 'kith secrets', 32), iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([keyName(key), iv, cipher.getAuthTag(), sealed]);
}

/** @throws Error when it was sealed with a key that is none of these, for another place, or altered. */
export function unseal(keys: SecretsKeys, place: string, box: Buffer): string {
  const name = box.subarray(0, keyNameBytes);
  const key = keys.find((one) => keyName(one).equals(name));
  if (!key) throw new Error(`It was sealed with key ${name.toString('hex')}, which is not in SECRETS_KEY`);
  const iv = box.subarray(keyNameBytes, keyNameBytes + ivBytes);
  const rest = box.subarray(keyNameBytes + ivBytes);
  const decipher = createDecipheriv(algorithm, derived(key, 'kith secrets', 32), iv, {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(place))
    .setAuthTag(rest.subarray(0, tagBytes));
  return Buffer.concat([decipher.update(rest.subarray(tagBytes)), decipher.final()]).toString();
}

/** What names a key, and tells nothing of it. */
export function keyName(key: Buffer): Buffer {
  return derived(key, 'kith secrets key name', keyNameBytes);
}

/** The installation's key serves several purposes, each with a key of its own. */
function derived(key: Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, bytes));
}
