import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

const folder = path.resolve(import.meta.dirname, '../../data');

/** A row of a CSV file by the names of its columns; an empty cell is null. */
export type Row = Readonly<Record<string, string | null>>;

/** Reads a file of the demo's data, which is shipped with this package. */
export function readCsv(file: string): Row[] {
  const text = readFileSync(path.join(folder, file), 'utf8');
  return parse(text, { columns: true, cast: (cell) => (cell === '' ? null : cell) });
}

/** The cell of a column that every row has. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value == null) throw new Error(`The column ${column} is empty in ${JSON.stringify(row)}`);
  return value;
}
