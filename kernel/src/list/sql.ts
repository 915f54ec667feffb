/** Collects the values of a statement while its text is written: `sql.value(5)` puts 5 aside and answers `$3`. */
export class SqlValues {
  readonly values: unknown[] = [];

  value(value: unknown, type?: string): string {
    this.values.push(value);
    const place = `$${this.values.length}`;
    return type ? `${place}::${type}` : place;
  }
}

/** A text for LIKE that matches itself: the wildcards in it are only letters. */
export function literalPattern(value: string): string {
  return value.replace(/[\\%_]/g, (letter) => `\\${letter}`);
}

/**
 * The rows of a table whose `column` is the id in `m`, for a FROM in which `m` stands. They are looked up one by one: without
 * the fence, Postgres reads a view of the past as a whole, because it takes all of it to be few rows.
 */
export function lookUp(table: string, alias: string, column: string): string {
  return `cross join lateral (select * from ${table} ${alias} where ${alias}.${column} = m.id offset 0) ${alias}`;
}
