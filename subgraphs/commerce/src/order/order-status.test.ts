import { mayBecome, OrderStatus } from './order-status.js';

test('an order is completed or cancelled once, and never comes back', () => {
  const moves = Object.values(OrderStatus).flatMap((from) =>
    Object.values(OrderStatus).map((to) => [from, to] as const),
  );
  expect(moves.filter(([from, to]) => mayBecome(from, to))).toEqual([
    ['PLACED', 'COMPLETED'],
    ['PLACED', 'CANCELLED'],
  ]);
});
