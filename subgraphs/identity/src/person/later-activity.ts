/** The later one of two activities. One that is planned for later than now is not yet any. */
export function laterActivity(known: Date | null, at: string, now: string): Date {
  const happened = new Date(at < now ? at : now);
  return known && known > happened ? known : happened;
}
