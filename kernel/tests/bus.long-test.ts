import type { Bus } from '../src/events/bus.js';
import type { Worker } from '../src/events/worker.js';
import type { Uuid } from '../src/graph/id.js';
import { type Broker, brokers } from './buses.js';
import { type OriginAndEcho, organizations, originAndEcho, until, upTo } from './origin-and-echo.js';

// Brokers that are killed and machines that are overloaded take their time.
jest.setTimeout(120_000);

describe.each(brokers)('events over %s', (_, startBroker) => {
  let broker: Broker;
  let world: OriginAndEcho;
  let opened: Bus[];
  let workers: Worker[];
  beforeEach(async () => {
    [opened, workers] = [[], []];
    [broker, world] = await Promise.all([startBroker(), originAndEcho()]);
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(opened.map((bus) => bus.close()));
    await Promise.all([world.remove(), broker.remove()]);
  });

  /** Each worker has a bus of its own, as if it were another process. */
  const bus = () => {
    const one = broker.open();
    opened.push(one);
    return one;
  };
  const startOrigin = () => workers[workers.push(world.startOrigin(bus())) - 1] as Worker;
  const startEcho = (meanwhile?: Parameters<OriginAndEcho['startEcho']>[1]) =>
    workers[workers.push(world.startEcho(bus(), meanwhile)) - 1] as Worker;
  const say = async (organizationId: Uuid, count: number) => {
    for (let said = 0; said < count; said++) await world.say(organizationId);
  };
  const published = async (organizationId: Uuid) =>
    Number(
      (
        await world.query(`select position from origin.outbox_published where organization_id = $1`, [
          organizationId,
        ])
      )[0]?.['position'] ?? 0,
    );
  const untilPublished = (organizationId: Uuid, position: number) =>
    until(async () => (await published(organizationId)) >= position);

  test('reach each organization once, in the order of their positions, however many write', async () => {
    startOrigin();
    startEcho();
    const all = organizations(5);
    await Promise.all(all.flatMap((one) => [say(one, 10), say(one, 10)]));
    for (const one of all) expect(await world.untilHeard(one, 20)).toEqual(upTo(20));
  });

  test('take effect once when they are published again, and when they are read again', async () => {
    startOrigin();
    const echo = startEcho();
    const [one] = organizations(1) as [Uuid];
    await say(one, 5);
    await world.untilHeard(one, 5);
    // A publisher was killed after it had published and before it had noted so.
    await world.query('update origin.outbox_published set position = 0');
    await untilPublished(one, 5);
    // A consumer was killed after it had handled them and before it had noted how far it had looked.
    await echo.stop();
    await world.query('update echo.inbox_scan set place = 0');
    startEcho();
    await say(one, 1);
    expect(await world.untilHeard(one, 6)).toEqual(upTo(6));
  });

  test('wait in the outbox while the broker is down, and then go on', async () => {
    startOrigin();
    startEcho();
    const [one, other] = organizations(2) as [Uuid, Uuid];
    await say(one, 3);
    await world.untilHeard(one, 3);
    expect(await opened[0]?.isReachable()).toBe(true);
    await broker.down();
    await until(async () => !(await opened[0]?.isReachable()));
    await say(one, 3);
    await say(other, 3);
    expect(await world.heard(one)).toEqual(upTo(3));
    await broker.up();
    expect(await world.untilHeard(one, 6)).toEqual(upTo(6));
    expect(await world.untilHeard(other, 3)).toEqual(upTo(3));
    expect(await opened[0]?.isReachable()).toBe(true);
  });

  test('survive a broker that is killed again and again while they are published', async () => {
    startOrigin();
    startEcho();
    const all = organizations(3);
    const writing = Promise.all(all.map((one) => say(one, 60)));
    for (let times = 0; times < 3; times++) {
      const before = (await world.heard(all[0] as Uuid)).length;
      await broker.down();
      await broker.up();
      await until(async () => (await world.heard(all[0] as Uuid)).length > Math.min(before, 59));
    }
    await writing;
    for (const one of all) expect(await world.untilHeard(one, 60)).toEqual(upTo(60));
  });

  test('go on when a publisher or a consumer loses its connections, and when one is gone', async () => {
    const first = startOrigin();
    startOrigin();
    startEcho();
    startEcho();
    const [one] = organizations(1) as [Uuid];
    const writing = say(one, 60);
    for (let times = 1; times <= 3; times++) {
      await world.untilHeard(one, 15 * times);
      for (const program of ['kith origin worker', 'kith echo worker', 'kith echo'])
        await world.cutOff(program);
    }
    await writing;
    expect(await world.untilHeard(one, 60)).toEqual(upTo(60));
    await first.stop();
    await say(one, 3);
    expect(await world.untilHeard(one, 63)).toEqual(upTo(63));
  });

  test('are all heard by a consumer that starts when they are long published', async () => {
    startOrigin();
    const all = organizations(3);
    for (const one of all) {
      await say(one, 7);
      await untilPublished(one, 7);
    }
    startEcho();
    for (const one of all) expect(await world.untilHeard(one, 7)).toEqual(upTo(7));
  });

  test('keep their order when one fails for a while; one that never succeeds is buried, and no other waits', async () => {
    startOrigin();
    const [failing, poisoned, well] = organizations(3) as [Uuid, Uuid, Uuid];
    const tries = new Map<Uuid, number>();
    startEcho(({ organizationId, position }) => {
      if (position !== 2 || organizationId === well) return;
      const count = (tries.get(organizationId) ?? 0) + 1;
      tries.set(organizationId, count);
      if (organizationId === poisoned || count < 3) throw new Error('poison\0ed');
      // The other one is through before this one succeeds.
    });
    for (const one of [failing, poisoned, well]) await say(one, 4);
    expect(await world.untilHeard(well, 4)).toEqual(upTo(4));
    expect(await world.untilHeard(failing, 4)).toEqual(upTo(4));
    expect(await world.untilHeard(poisoned, 3)).toEqual([1, 3, 4]);
    expect(tries.get(poisoned)).toBe(3);
    expect(
      await world.query('select organization_id, position::int, tries, error from echo.dead_letter'),
    ).toEqual([{ organization_id: poisoned, position: 2, tries: 3, error: 'Error: poisoned' }]);
    await say(poisoned, 1);
    expect(await world.untilHeard(poisoned, 4)).toEqual([1, 3, 4, 5]);
    await until(async () => (await world.query('select from echo.inbox_behind')).length === 0);
  });

  test('of one change are all heard, those after one that fails for a while too', async () => {
    startOrigin();
    const [one] = organizations(1) as [Uuid];
    let tries = 0;
    startEcho(({ position }) => {
      if (position === 4 && ++tries < 3) throw new Error('not yet');
    });
    await world.say(one, {}, 2);
    await world.say(one, {}, 5);
    await world.say(one, {}, 3);
    expect(await world.untilHeard(one, 10)).toEqual(upTo(10));
  });

  test('of others go on while several organizations are slow', async () => {
    startOrigin();
    const [one, other, ...slow] = organizations(6) as [Uuid, Uuid, ...Uuid[]];
    const gate = Promise.withResolvers<void>();
    startEcho(async ({ organizationId, position }) => {
      if (organizationId === slow[0] && position === 1) await gate.promise;
      if (organizationId === slow[1] && position === 1) await gate.promise;
    });
    for (const each of slow) await say(each, 3);
    await say(one, 1);
    await world.untilHeard(one, 1);
    // These are published while the slow ones are at work: the round that they hold on to does not hold up the next.
    await say(one, 2);
    await say(other, 2);
    expect(await world.untilHeard(one, 3)).toEqual(upTo(3));
    expect(await world.untilHeard(other, 2)).toEqual(upTo(2));
    await say(slow[0] as Uuid, 2);
    gate.resolve();
    expect(await world.untilHeard(slow[0] as Uuid, 5)).toEqual(upTo(5));
    for (const each of slow.slice(1)) expect(await world.untilHeard(each, 3)).toEqual(upTo(3));
    await until(async () => (await world.query('select from echo.inbox_behind')).length === 0);
  });

  test('of others are published when those of one cannot be', async () => {
    const all = organizations(3).sort();
    startOrigin();
    startEcho();
    const [first, second, third] = all as [Uuid, Uuid, Uuid];
    // Whatever it may be that this one organization cannot do: here its cursor cannot be moved.
    await world.query(`alter table origin.outbox_published add check (organization_id <> '${first}')`);
    for (const one of all) await say(one, 3);
    expect(await world.untilHeard(second, 3)).toEqual(upTo(3));
    expect(await world.untilHeard(third, 3)).toEqual(upTo(3));
    expect(await world.untilHeard(first, 3)).toEqual(upTo(3));
    await say(third, 3);
    expect(await world.untilHeard(third, 6)).toEqual(upTo(6));
  });

  test('that have expired hold up none that came after them', async () => {
    const [one, other] = organizations(2) as [Uuid, Uuid];
    await world.say(one, {}, 600);
    await say(one, 3);
    await say(other, 1);
    await world.query(
      `delete from origin.outbox where organization_id = $1 or change_id in (
      select id from origin.change where first_position = 1)`,
      [other],
    );
    startEcho();
    startOrigin();
    expect(await world.untilHeard(one, 3)).toEqual([601, 602, 603]);
    await untilPublished(other, 1);
    await say(other, 1);
    expect(await world.untilHeard(other, 1)).toEqual([2]);
  });

  test('may be large', async () => {
    startOrigin();
    startEcho();
    const [one] = organizations(1) as [Uuid];
    for (const bytes of [10, 400_000, 700_000, 3_000_000, 10])
      await world.say(one, { text: 'x'.repeat(bytes) });
    expect(await world.untilHeard(one, 5)).toEqual(upTo(5));
    const rows = await world.query(`select length(said ->> 'text') as bytes from echo.heard order by place`);
    expect(rows.map(({ bytes }) => bytes)).toEqual([10, 400_000, 700_000, 3_000_000, 10]);
  });
});
