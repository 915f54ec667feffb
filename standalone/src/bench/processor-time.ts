import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Milliseconds of processor time that a process and its descendants have used: a deployment and its Postgres. Needs Linux. */
export function processorMs(pid: number): number {
  const processes = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name))),
  );
  const isOf = (one: number): boolean => one === pid || (processes.has(one) && isOf(parentOf(one)));
  const parentOf = (one: number) => processes.get(one)?.parent ?? 0;
  let ticks = 0;
  for (const [one, stat] of processes) if (isOf(one)) ticks += stat.ticks;
  return (ticks * 1000) / ticksPerSecond;
}

function statOf(pid: number): [number, { parent: number; ticks: number }][] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return [[pid, { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) }]];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
