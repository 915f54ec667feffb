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
