import type { Actor } from '@kith/kernel';
import { signActorToken } from '@kith/kernel';
import { calculateJwkThumbprint, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { createTokenKeys, signAccessToken, tokenVerifier } from './access-token.js';

const actor: Actor = {
  userId: 'u',
  organizationId: 'o',
  role: 'MEMBER',
  scopes: ['mail:read'],
  teamIds: ['t'],
  sessionId: 's',
  reach: 'TEAM',
};

let keys: { privateKey: JWK; publicKey: JWK };
let verify: ReturnType<typeof tokenVerifier>;
beforeAll(async () => {
  keys = await createTokenKeys();
  verify = tokenVerifier(keys.publicKey);
});

interface Bent {
  readonly alg?: string;
  readonly kid?: string | null;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: string;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

/** A token as identity signs it, but for one thing. */
async function bent({ alg = 'EdDSA', kid, issuer = 'kith', audience = 'kith', expires = '15m', key }: Bent) {
  const ours = await calculateJwkThumbprint(keys.publicKey);
  return new SignJWT({ org: 'o', role: 'OWNER' })
    .setProtectedHeader({ alg, ...(kid !== null && { kid: kid ?? ours }) })
    .setSubject('u')
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key ?? (await importJWK(keys.privateKey, 'EdDSA')));
}

test('a token says who its holder is, and since when and until when', async () => {
  const { actor: holder, issuedAt, expiresAt } = await verify(await signAccessToken(actor, keys.privateKey));
  expect(holder).toEqual(actor);
  expect(Math.abs(issuedAt - Date.now())).toBeLessThan(5_000);
  expect(Math.round((expiresAt - issuedAt) / 60_000)).toBe(15);
  await expect(verify(await bent({}))).resolves.toMatchObject({ actor: { role: 'OWNER' } });
});

test('no token makes a gateway of its holder', async () => {
  const token = await signAccessToken({ ...actor, scopes: ['gateway', 'mail:read'] }, keys.privateKey);
  expect((await verify(token)).actor.scopes).toEqual(['mail:read']);
});

const secret = Buffer.alloc(32, 1);
const unsigned = () =>
  new UnsecuredJWT({ org: 'o', role: 'OWNER' })
    .setSubject('u')
    .setIssuer('kith')
    .setAudience('kith')
    .setIssuedAt()
    .setExpirationTime('15m')
    .encode();

test.each<[string, () => string | Promise<string>]>([
  ['without a signature', unsigned],
  ['that is signed with HS256', () => bent({ alg: 'HS256', key: secret })],
  [
    'that is signed with HS256 by the public key',
    () => bent({ alg: 'HS256', key: Buffer.from(JSON.stringify(keys.publicKey)) }),
  ],
  ['for another audience', () => bent({ audience: 'elsewhere' })],
  ['of another issuer', () => bent({ issuer: 'elsewhere' })],
  ['that names another key', () => bent({ kid: 'another' })],
  ['that names no key', () => bent({ kid: null })],
  [
    'that somebody else signed and says it was us',
    async () => bent({ key: await importJWK((await createTokenKeys()).privateKey, 'EdDSA') }),
  ],
  ['that a subgraph is given', () => signActorToken(actor, 'identity', secret)],
  ['that is nonsense', () => 'a.b.c'],
])('a token %s is refused', async (_, token) => {
  await expect(verify(await token())).rejects.toMatchObject({
    message: 'The access token is not valid',
    extensions: { code: 'UNAUTHENTICATED' },
  });
});

test('a token that has expired is refused, and its holder told why', async () => {
  await expect(verify(await bent({ expires: '-1s' }))).rejects.toThrow('The access token has expired');
});
