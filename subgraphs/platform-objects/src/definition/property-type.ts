/** The types that a property can have, and how a value of it looks in JSON Schema. */
export enum PropertyType {
  STRING = 'STRING',
  NUMBER = 'NUMBER',
  BOOLEAN = 'BOOLEAN',
  DATE = 'DATE',
  DATETIME = 'DATETIME',
  SELECT = 'SELECT',
}

/** A property of a definition. */
export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  readonly isRequired: boolean;
  /** Its values are kept in the typed table, so that records can be filtered and ordered by it. */
  readonly isFilterable: boolean;
  /** It is part of a record's display name. */
  readonly isDisplayName: boolean;
  /** Records are found by its values. */
  readonly isSearchable: boolean;
  readonly options: readonly string[] | null;
}

/** The column of the typed table that holds values of this type. */
export function valueColumn(
  type: PropertyType,
): 'text_value' | 'number_value' | 'time_value' | 'truth_value' {
  if (type === PropertyType.NUMBER) return 'number_value';
  if (type === PropertyType.BOOLEAN) return 'truth_value';
  return type === PropertyType.DATE || type === PropertyType.DATETIME ? 'time_value' : 'text_value';
}
