import { randomUUID } from 'node:crypto';
import { Lanes } from './lanes.js';

const held = () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  return { work: () => promise, end: () => resolve(true) };
};

test('one that takes long is left behind as soon as any of those before it has ended', async () => {
  const lanes = new Lanes(() => undefined);
  const [stuck, slow, last] = [held(), held(), held()];
  expect(await lanes.work(randomUUID(), stuck.work)).toMatchObject({ isOver: false, isLeftBehind: true });
  expect(await lanes.work(randomUUID(), slow.work)).toMatchObject({ isOver: false, isLeftBehind: true });
  expect(lanes.isFull).toBe(true);
  const working = lanes.work(randomUUID(), last.work);
  setTimeout(slow.end, 200);
  expect(await working).toMatchObject({ isOver: false, isLeftBehind: true });
  for (const one of [stuck, last]) one.end();
  await lanes.stop();
});

test('one that ends while there is no room for it is not left behind', async () => {
  const lanes = new Lanes(() => undefined);
  const stuck = [held(), held()];
  for (const { work } of stuck) await lanes.work(randomUUID(), work);
  const last = held();
  const working = lanes.work(randomUUID(), last.work);
  setTimeout(last.end, 200);
  expect(await working).toMatchObject({ isOver: true, isLeftBehind: false, isThrough: true });
  for (const { end } of stuck) end();
  await lanes.stop();
});
