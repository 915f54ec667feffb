import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Usage } from './tell-usage.js';

/** What a process uses that tells so. */
export async function usageOf(
  child: ChildProcess,
  when: 'usage' | 'afterCollection' = 'usage',
): Promise<Usage> {
  const answer = once(child, 'message');
  child.send(when);
  const [{ usage }] = await answer;
  return usage;
}
