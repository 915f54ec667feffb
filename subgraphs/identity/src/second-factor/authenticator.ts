import { type SecretsKeys, seal, unseal } from '@kith/kernel';
import { Secret, TOTP } from 'otpauth';

const period = 30;
const issuer = 'Kith';

/** A new secret of an authenticator, in base32. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator reads from a QR code. */
export function uriOf(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** Which step of time a code belongs to, of the present one and those beside it; null when it is of none. */
export function stepOf(secret: string, code: string, now = Date.now()): number | null {
  const delta = totpOf(secret).validate({ token: code.replaceAll(' ', ''), window: 1, timestamp: now });
  return delta === null ? null : Math.floor(now / 1000 / period) + delta;
}

export function sealSecret(keys: SecretsKeys, userId: string, secret: string): Buffer {
  return seal(keys, placeOf(userId), secret);
}

export function openSecret(keys: SecretsKeys, userId: string, sealed: Buffer): string {
  return unseal(keys, placeOf(userId), sealed);
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period });
}

/** What a secret is sealed for. */
export function placeOf(userId: string): string {
  return `second factor/${userId}`;
}
