import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** How many passwords are weighed, and statements sent, while something is done. */
export async function counted<Result>(work: () => Promise<Result>) {
  const counts = { passwords: 0, statements: 0 };
  const weigh = () => void counts.passwords++;
  const send = () => void counts.statements++;
  subscribe('kith:password', weigh);
  subscribe('kith:statement', send);
  const result = await work().finally(() => {
    unsubscribe('kith:password', weigh);
    unsubscribe('kith:statement', send);
  });
  return { result, ...counts };
}
