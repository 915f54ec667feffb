import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { idOf, type LimitedGateway, startLimited } from './limited-gateway.js';

let gateway: LimitedGateway;
let user: string;
beforeAll(async () => {
  gateway = await startLimited({
    SUBSCRIPTIONS_PER_CLIENT: '3',
    USER_REQUESTS_PER_MINUTE: '0',
    USER_COST_PER_MINUTE: '0',
  });
  user = await gateway.tokenOf({ userId: idOf(1) });
});
afterAll(() => gateway.stop());

const lent = 'subscription { lent { number } }';
const count = 10_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is left in memory once all that can go is gone. */
async function heldMegabytes(): Promise<number> {
  for (let time = 0; time < 3; time++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed / 1e6;
}

/** Memory after the same is done again and again: what is kept of each would be seen. */
async function expectFlat(flood: () => Promise<void>): Promise<void> {
  await flood();
  const before = await heldMegabytes();
  for (let time = 0; time < 3; time++) await flood();
  // A kilobyte kept of each of 30,000 would be thirty.
  expect((await heldMegabytes()) - before).toBeLessThan(10);
}

test('10,000 subscriptions of one client: three are open, all others are refused, and nothing is kept of them', async () => {
  await expectFlat(async () => {
    const socket = await gateway.connect(user);
    const codes = new Map<string, number>();
    for (let id = 0; id < count; id++)
      socket.say({ id: String(id), type: 'subscribe', payload: { query: lent } });
    for (let refused = 0; refused < count - 3; refused++) {
      const { type, payload } = await socket.heard();
      expect(type).toBe('error');
      const { code } = payload[0].extensions;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes]).toEqual([['OPERATION_NOT_ALLOWED', count - 3]]);
    while (gateway.loans.open() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    gateway.loans.lend(7);
    for (const id of ['0', '1', '2'])
      expect((await socket.heardOf(id)).payload).toMatchObject({ data: { lent: { number: 7 } } });
    // Whoever leaves, or is sent away, makes room.
    socket.say({ id: '0', type: 'complete' });
    socket.say({ id: 'a', type: 'subscribe', payload: { query: 'subscription { forbidden { number } }' } });
    expect((await socket.heardOf('a')).payload[0].extensions.code).toBe('FORBIDDEN');
    socket.say({ id: 'b', type: 'subscribe', payload: { query: lent } });
    socket.say({ id: 'c', type: 'subscribe', payload: { query: lent } });
    expect((await socket.heardOf('c')).payload[0].extensions.code).toBe('OPERATION_NOT_ALLOWED');
    socket.close();
    await socket.closed;
  });
}, 120_000);

test('10,000 texts that cannot run leave nothing behind', async () => {
  const atOnce = 100;
  await expectFlat(async () => {
    const socket = await gateway.connect(user);
    for (let asked = 0; asked < count; asked += atOnce) {
      for (let id = 0; id < atOnce; id++)
        socket.say({
          id: String(id),
          type: 'subscribe',
          payload: { query: `{ no${asked}${Math.random()} }` },
        });
      for (let id = 0; id < atOnce; id++)
        expect((await socket.heardOf(String(id))).payload[0].extensions.code).toMatch(/FAILED/);
    }
    socket.close();
    await socket.closed;
  });
}, 120_000);
