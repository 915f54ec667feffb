import { copyFile, stat, truncate } from 'node:fs/promises';

const largestBytes = 8 * 1024 * 1024;
const minute = 60_000;

/**
 * Keeps the log that Postgres appends to below about 8 MiB, and one older part of it beside it as `.old`. The file is
 * emptied in place, because Postgres holds it open.
 *
 * @returns a function that ends the watch.
 */
export function boundLog(file: string): () => void {
  const timer = setInterval(() => void shorten(file), minute).unref();
  return () => clearInterval(timer);
}

export async function shorten(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= largestBytes) return;
  await copyFile(file, `${file}.old`);
  await truncate(file);
}
