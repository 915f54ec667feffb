import type { Bus } from '../src/events/bus.js';
import type { Worker } from '../src/events/worker.js';
import type { Uuid } from '../src/graph/id.js';
import { hasNatsServer } from '../src/testing/nats-server.js';
import { type Broker, natsBroker } from './buses.js';
import { type OriginAndEcho, organizations, originAndEcho, until, upTo } from './origin-and-echo.js';

type NatsBroker = Awaited<ReturnType<typeof natsBroker>>;

(hasNatsServer() ? describe : describe.skip)('a broker that forgets', () => {
  let broker: NatsBroker;
  let world: OriginAndEcho;
  let opened: Bus[];
  let workers: Worker[];
  beforeEach(async () => {
    [opened, workers] = [[], []];
    // The smallest stream that a setting allows.
    [broker, world] = await Promise.all([natsBroker(1), originAndEcho()]);
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(opened.map((bus) => bus.close()));
    await Promise.all([world.remove(), broker.remove()]);
  });

  const open = (from: Broker = broker) => opened[opened.push(from.open()) - 1] as Bus;
  const startOrigin = () => workers[workers.push(world.startOrigin(open())) - 1] as Worker;
  const startEcho = () => workers[workers.push(world.startEcho(open())) - 1] as Worker;
  const say = async (organizationId: Uuid, count: number, payload?: object) => {
    for (let said = 0; said < count; said++) await world.say(organizationId, payload);
  };
  const untilPublished = (organizationId: Uuid, position: number) =>
    until(async () => {
      const text = `select from origin.outbox_published where organization_id = $1 and position >= $2`;
      return (await world.query(text, [organizationId, position])).length > 0;
    });

  test('what a full stream dropped is heard from the outbox, in order, by one that comes late', async () => {
    startOrigin();
    const [early, late] = organizations(2) as [Uuid, Uuid];
    await say(early, 5);
    await say(late, 40, { text: 'x'.repeat(100_000) });
    await untilPublished(early, 5);
    await untilPublished(late, 40);
    const reader = open();
    await until(() => reader.isReachable());
    const { events } = await reader.read('origin', 0, 500);
    // Nothing is left of one, and of the other the end.
    expect(events.length).toBeLessThan(20);
    expect(events.map(({ organizationId }) => organizationId)).not.toContain(early);
    startEcho();
    expect(await world.untilHeard(late, 40)).toEqual(upTo(40));
    expect(await world.untilHeard(early, 5)).toEqual(upTo(5));
  });

  test('what a stream dropped while a consumer was away is heard too', async () => {
    startOrigin();
    const echo = startEcho();
    const [one, other] = organizations(2) as [Uuid, Uuid];
    await say(one, 2);
    await world.untilHeard(one, 2);
    await echo.stop();
    await say(other, 5);
    await say(one, 40, { text: 'x'.repeat(100_000) });
    await untilPublished(other, 5);
    await untilPublished(one, 42);
    startEcho();
    expect(await world.untilHeard(one, 42)).toEqual(upTo(42));
    expect(await world.untilHeard(other, 5)).toEqual(upTo(5));
  });

  test('a broker that lost its whole store costs nothing, of those who then fall silent either', async () => {
    startOrigin();
    const echo = startEcho();
    const [one, other] = organizations(2) as [Uuid, Uuid];
    await say(one, 5);
    await world.untilHeard(one, 5);
    await echo.stop();
    await say(one, 5);
    await say(other, 5);
    await untilPublished(one, 10);
    await untilPublished(other, 5);
    await broker.server.kill();
    await broker.server.restoreStore();
    await broker.server.start();
    startEcho();
    expect(await world.untilHeard(one, 10)).toEqual(upTo(10));
    expect(await world.untilHeard(other, 5)).toEqual(upTo(5));
    // The stream begins anew, below where the consumer had come.
    await say(one, 2);
    expect(await world.untilHeard(one, 12)).toEqual(upTo(12));
  });

  test('a broker that lost the end of its store, as when the power fails, costs nothing', async () => {
    startOrigin();
    startEcho();
    const [one, other] = organizations(2) as [Uuid, Uuid];
    await say(one, 5);
    await world.untilHeard(one, 5);
    await broker.server.kill();
    await broker.server.saveStore();
    await broker.server.start();
    await say(one, 5);
    await world.untilHeard(one, 10);
    await workers[1]?.stop();
    await say(other, 3);
    await untilPublished(other, 3);
    await broker.server.kill();
    await broker.server.restoreStore();
    await broker.server.start();
    // These take places in the stream that the consumer has passed, and that others had.
    await say(one, 2);
    await untilPublished(one, 12);
    startEcho();
    expect(await world.untilHeard(one, 12)).toEqual(upTo(12));
    expect(await world.untilHeard(other, 3)).toEqual(upTo(3));
  });

  test('a stream that somebody removed is made again, and what was in it is heard', async () => {
    startOrigin();
    const echo = startEcho();
    const [one] = organizations(1) as [Uuid];
    await say(one, 3);
    await world.untilHeard(one, 3);
    await echo.stop();
    await say(one, 3);
    await untilPublished(one, 6);
    await broker.removeStream('origin');
    await say(one, 3);
    await untilPublished(one, 9);
    startEcho();
    expect(await world.untilHeard(one, 9)).toEqual(upTo(9));
  });

  test('a broker that is not there when the others start is waited for', async () => {
    await broker.down();
    startOrigin();
    startEcho();
    const [one] = organizations(1) as [Uuid];
    await say(one, 3);
    expect(await Promise.all(opened.map((bus) => bus.isReachable()))).toEqual([false, false]);
    await broker.up();
    expect(await world.untilHeard(one, 3)).toEqual(upTo(3));
  });

  test('what is in the stream is heard while its source is down, but what the stream lacks waits for it', async () => {
    const origin = startOrigin();
    const [held, lost] = organizations(2) as [Uuid, Uuid];
    await say(lost, 3, { text: 'x'.repeat(900_000) });
    await say(held, 3);
    await untilPublished(lost, 3);
    await untilPublished(held, 3);
    await origin.stop();
    startEcho();
    expect(await world.untilHeard(held, 3)).toEqual(upTo(3));
    expect(await world.heard(lost)).toEqual([]);
    startOrigin();
    expect(await world.untilHeard(lost, 3)).toEqual(upTo(3));
  });

  test('limits that are set anew are given to a stream that is there', async () => {
    startOrigin();
    const [one] = organizations(1) as [Uuid];
    await say(one, 1);
    await untilPublished(one, 1);
    expect(await broker.mostBytes('origin')).toBe(1024 * 1024);
    await workers[0]?.stop();
    workers.push(world.startOrigin(open(broker.withRoomFor(2))));
    await say(one, 1);
    await untilPublished(one, 2);
    expect(await broker.mostBytes('origin')).toBe(2 * 1024 * 1024);
  });
});
