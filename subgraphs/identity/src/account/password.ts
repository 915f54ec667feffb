import { channel } from 'node:diagnostics_channel';
import { userError } from '@kith/kernel';
import { hash, verify } from '@node-rs/argon2';

/** Each evaluation of a password is announced here as `{ isKnown }`: tests count them. */
export const passwordChannel = channel('kith:password');

export const mostPasswordCharacters = 200;
const leastPasswordCharacters = 10;

/** Its algorithm is argon2id unless it is told another. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @throws UserErrors when the password is too short, too long, or the address itself. */
export function requireStrong(password: string, email: string, path = 'password'): void {
  const length = [...password].length;
  if (length < leastPasswordCharacters || length > mostPasswordCharacters)
    throw userError(
      'INVALID',
      `A password has ${leastPasswordCharacters} to ${mostPasswordCharacters} characters`,
      [path],
    );
  if (password.toLowerCase() === email.toLowerCase())
    throw userError('INVALID', 'A password must not be the address', [path]);
}

/** The password as it is kept: argon2id, with its own salt and what it cost. */
export function hashPassword(password: string): Promise<string> {
  passwordChannel.publish({});
  return hash(password.normalize('NFKC'), options);
}

/** Whether it is the password that was kept. Where none was, as much is weighed, so that nobody can tell by the time. */
export async function isPassword(password: string, kept: string | null | undefined): Promise<boolean> {
  passwordChannel.publish({});
  const isRight = await verify(kept ?? (await nobodys), password.normalize('NFKC')).catch(() => false);
  return isRight && kept != null;
}

/** What is weighed for who is not known: as costly as any, and right for no password. */
const nobodys = hash('no password', options);
