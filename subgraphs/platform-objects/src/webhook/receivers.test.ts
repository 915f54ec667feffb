import type { LookupAddress } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openReceivers, Refused } from './receivers.js';

const call = { headers: {}, body: '{}', signal: new AbortController().signal };
const resolvingTo = (...addresses: string[]) =>
  openReceivers({
    mayBePrivate: false,
    resolve: (_, __, done) =>
      done(
        null,
        addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
  });

test.each([
  ['https://127.0.0.1/', 'not a public address'],
  ['https://169.254.169.254/latest/meta-data', 'not a public address'],
  ['https://[::1]:4000/', 'not a public address'],
  ['https://[::ffff:10.0.0.1]/', 'not a public address'],
  ['https://0x7f.1/', 'not a public address'],
  ['https://2130706433/', 'not a public address'],
  ['https://①②⑦.0.0.1/', 'not a public address'],
  ['https://localhost/', 'leads to an address that is not public'],
  ['http://example.com/', 'must begin with https:'],
  ['ftp://example.com/', 'must begin with https:'],
  ['https://ada:secret@example.com/', 'no credentials'],
  [`https://example.com/${'x'.repeat(2_000)}`, 'at most 2000 characters'],
  ['nonsense', 'must be a URL'],
])('%s is refused when it is given, and when it is called', async (url, message) => {
  const receivers = openReceivers({ mayBePrivate: false });
  await expect(receivers.check(url)).rejects.toThrow(message);
  await expect(receivers.post(url, call)).rejects.toThrow(message);
  await receivers.close();
});

test.each([['10.0.0.7'], ['93.184.216.34', '127.0.0.1'], ['::1'], ['64:ff9b::7f00:1']])(
  'a name that leads to %s is refused',
  async (...addresses) => {
    const receivers = resolvingTo(...addresses);
    await expect(receivers.check('https://hooks.example/')).rejects.toThrow(Refused);
    await expect(receivers.post('https://hooks.example/', call)).rejects.toThrow(Refused);
    await receivers.close();
  },
);

test('a name is looked at again for each connection, so that it cannot change what it leads to', async () => {
  const answers = ['93.184.216.34', '127.0.0.1'];
  const receivers = openReceivers({
    mayBePrivate: false,
    resolve: (_, __, done) => done(null, [{ address: answers.shift() as string, family: 4 }]),
  });
  await receivers.check('https://hooks.example/');
  await expect(receivers.post('https://hooks.example/', call)).rejects.toThrow(Refused);
  expect(answers).toEqual([]);
  await receivers.close();
});

test('a name that does not exist is refused', async () => {
  const receivers = openReceivers({
    mayBePrivate: false,
    resolve: (_, __, done) => done(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }), []),
  });
  await expect(receivers.check('https://nowhere.example/')).rejects.toThrow(
    'nowhere.example cannot be found',
  );
  await receivers.close();
});

describe('with private addresses allowed', () => {
  const receivers = openReceivers({ mayBePrivate: true });
  let written = 0;
  const server = createServer((request, response) => {
    if (request.url === '/elsewhere') return response.writeHead(302, { location: '/' }).end();
    if (request.url === '/endless') {
      const more = () => {
        written += 16_384;
        if (!response.destroyed) response.write('x'.repeat(16_384), more);
      };
      return more();
    }
    response.end(`${request.method} ${request.headers['webhook-id']}`);
  });
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(async () => {
    await receivers.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('a receiver on this machine is called', async () => {
    await receivers.check(url('/'));
    expect(await receivers.post(url('/'), { ...call, headers: { 'webhook-id': 'w-1' } })).toEqual({
      status: 200,
      body: 'POST w-1',
    });
  });

  test('a redirect is not followed', async () => {
    expect((await receivers.post(url('/elsewhere'), call)).status).toBe(302);
  });

  test('of an answer without end 64 KiB are read, and the connection is closed', async () => {
    const { body } = await receivers.post(url('/endless'), call);
    expect(body).toHaveLength(64 * 1024);
    expect(written).toBeLessThan(64 * 1024 * 1024);
  });
});
