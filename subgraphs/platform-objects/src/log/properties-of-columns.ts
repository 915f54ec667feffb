import { formatUnits } from '@kith/kernel';

/** A row's columns as clients know properties: `total_units: 295000` is `total: "29.50"`. */
export function propertiesOfColumns(columns: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => {
      const isAmount = column.endsWith('_units');
      const name = (isAmount ? column.slice(0, -'_units'.length) : column).replace(
        /_([a-z0-9])/g,
        (_, letter: string) => letter.toUpperCase(),
      );
      return [name, isAmount && typeof value === 'number' ? formatUnits(BigInt(value)) : value];
    }),
  );
}
