import { hasRedisServer, redisServer } from '../../../kernel/src/testing/redis-server.js';
import { idOf, type LimitedGateway, openLimited, startLimited } from './limited-gateway.js';

let gateway: LimitedGateway | undefined;
const start = async (...said: Parameters<typeof startLimited>) => {
  gateway = await startLimited(...said);
  return gateway;
};
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

const query = '{ books { title } }';

describe('a key', () => {
  test('asks sixty times a minute; the next is refused with its time, other keys and their user are not', async () => {
    const { graph, askAs } = await openLimited({});
    try {
      const key = { userId: idOf(1), keyId: idOf(2) };
      const begun = Date.now();
      for (let time = 1; time <= 60; time++) expect((await askAs(key, query)).errors).toBeUndefined();
      const { data, errors } = await askAs(key, query);
      expect([data, errors.length]).toEqual([undefined, 1]);
      expect(errors[0].extensions).toEqual({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
      expect(errors[0].extensions.retryAfterMs).toBeGreaterThan(0);
      expect(errors[0].extensions.retryAfterMs).toBeLessThanOrEqual(60_000 - (Date.now() - begun) + 1_000);
      expect((await askAs({ ...key, keyId: idOf(3) }, query)).errors).toBeUndefined();
      expect((await askAs({ userId: idOf(1) }, query)).errors).toBeUndefined();
    } finally {
      await graph.stop();
    }
  });
});

describe('a user', () => {
  test('is told in headers what is left, and when there is more', async () => {
    const { tokenOf, ask } = await start({ USER_REQUESTS_PER_MINUTE: '3' });
    const user = await tokenOf({ userId: idOf(1) });
    for (const left of ['2', '1', '0']) {
      const { status, headers } = await ask(query, user);
      expect([status, headers.get('ratelimit-remaining')]).toEqual([200, left]);
      expect(headers.has('retry-after')).toBe(false);
    }
    const { status, headers, body } = await ask(query, user);
    expect([status, body.data, body.errors[0].extensions.code]).toEqual([429, undefined, 'RATE_LIMITED']);
    expect(headers.get('ratelimit-policy')).toBe('3;w=60');
    expect(headers.get('ratelimit-limit')).toBe('3');
    expect(Number(headers.get('retry-after'))).toBe(Math.ceil(body.errors[0].extensions.retryAfterMs / 1000));
    expect((await ask(query, await tokenOf({ userId: idOf(2) }))).status).toBe(200);
  });

  test('pays for what cannot run too, and for each operation of a connection', async () => {
    const { tokenOf, ask, connect } = await start({ USER_REQUESTS_PER_MINUTE: '4' });
    const user = await tokenOf({ userId: idOf(1) });
    for (const nonsense of ['{', '{ nothing }']) expect((await ask(nonsense, user)).status).toBe(400);
    const socket = await connect(user);
    for (const id of ['1', '2', '3', '4']) socket.say({ id, type: 'subscribe', payload: { query } });
    for (const id of ['1', '2']) {
      expect(await socket.heardOf(id)).toMatchObject({ type: 'next', payload: { data: { books: [{}] } } });
      expect(await socket.heardOf(id)).toMatchObject({ type: 'complete' });
    }
    for (const id of ['3', '4'])
      expect(await socket.heardOf(id)).toMatchObject({
        type: 'error',
        payload: [{ extensions: { code: 'RATE_LIMITED' } }],
      });
  });
});

describe('who says nothing of themselves', () => {
  test('pays for their address, and takes nothing from who has a token', async () => {
    const { tokenOf, ask } = await start({ STRANGER_REQUESTS_PER_MINUTE: '2' });
    const statuses = [];
    for (let time = 0; time < 3; time++) statuses.push((await ask('{ __typename }')).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await ask(query, await tokenOf({ userId: idOf(1) }))).status).toBe(200);
  });

  test('whom the operator signed for is not counted', async () => {
    const { tokenOf, ask } = await start({
      STRANGER_REQUESTS_PER_MINUTE: '1',
      USER_REQUESTS_PER_MINUTE: '1',
    });
    const operator = await tokenOf({});
    for (let time = 0; time < 3; time++) {
      const { status, headers } = await ask(query, operator);
      expect([status, headers.has('ratelimit-limit')]).toEqual([200, false]);
    }
  });
});

describe('points of cost', () => {
  // Three for what comes back, of 1,002 for what could: nothing says how many books there are.
  const cost = { requested: 1_002, actual: 3 };

  test('are taken before the run, and what was not needed is there again; both fronts say so alike', async () => {
    const { tokenOf, ask } = await start({ USER_COST_PER_MINUTE: '2000' });
    const user = await tokenOf({ userId: idOf(1) });
    for (let time = 1; time <= 3; time++) {
      const { body } = await ask(query, user);
      expect(body.extensions).toEqual({
        cost: { ...cost, limit: 2_000, remaining: 2_000 - 3 * time, restoreRate: 33 },
      });
    }
  });

  test('that are used up refuse what costs more than is left, and nothing else', async () => {
    const { tokenOf, ask } = await start({ USER_COST_PER_MINUTE: '1005' });
    const user = await tokenOf({ userId: idOf(1) });
    expect((await ask(query, user)).body.extensions.cost.remaining).toBe(1_002);
    expect((await ask(query, user)).body.extensions.cost.remaining).toBe(999);
    for (let time = 0; time < 2; time++) {
      const { status, headers, body } = await ask(query, user);
      expect([status, body.data, body.errors[0].extensions]).toEqual([
        429,
        undefined,
        {
          code: 'RATE_LIMITED',
          requested: 1_002,
          limit: 1_005,
          remaining: 999,
          retryAfterMs: expect.any(Number),
        },
      ]);
      expect(headers.get('content-type')).toContain('json');
    }
    expect((await ask('{ who }', user)).body.extensions.cost).toMatchObject({ requested: 1, actual: 1 });
  });

  test('beyond what one operation may cost are refused before anything is asked', async () => {
    const { tokenOf, ask, connect } = await start({ MAX_COST: '1001' });
    const user = await tokenOf({ userId: idOf(1) });
    const { status, body } = await ask(query, user);
    expect([status, body.data, body.errors[0].extensions]).toEqual([
      400,
      undefined,
      { code: 'COST_LIMIT_EXCEEDED', requested: 1_002, limit: 1_001 },
    ]);
    const socket = await connect(user);
    socket.say({ id: '1', type: 'subscribe', payload: { query } });
    expect(await socket.heardOf('1')).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'COST_LIMIT_EXCEEDED' } }],
    });
  });
});

(hasRedisServer() ? describe : describe.skip)('in Redis', () => {
  test('two gateways count together, and each alone while it is away', async () => {
    const redis = await redisServer();
    const said = { REDIS_URL: redis.url, USER_REQUESTS_PER_MINUTE: '4', USER_COST_PER_MINUTE: '2000' };
    const [one, other] = [await startLimited(said), await startLimited(said)];
    try {
      const who = { userId: idOf(2) };
      const tokens = [await one.tokenOf(who), await other.tokenOf(who)] as const;
      const left = async (gateway: LimitedGateway, token: string) => {
        const { status, headers, body } = await gateway.ask(query, token);
        return [status, headers.get('ratelimit-remaining'), body.extensions?.cost.remaining];
      };
      await redis.connected(2);
      expect(await left(one, tokens[0])).toEqual([200, '3', 1_997]);
      expect(await left(other, tokens[1])).toEqual([200, '2', 1_994]);
      expect(await left(one, tokens[0])).toEqual([200, '1', 1_991]);
      expect(await left(other, tokens[1])).toEqual([200, '0', 1_988]);
      expect((await left(one, tokens[0]))[0]).toBe(429);
      expect((await left(other, tokens[1]))[0]).toBe(429);
      await redis.stop();
      expect(await left(one, tokens[0])).toEqual([200, '3', 1_997]);
      expect(await left(other, tokens[1])).toEqual([200, '3', 1_997]);
    } finally {
      await Promise.all([one.stop(), other.stop(), redis.stop()]);
    }
  });
});
