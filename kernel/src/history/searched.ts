/** By which of a row's columns the graph's search finds a node. */
export interface Searched {
  /** The column with what the node is called; a part of a node has none. */
  readonly title?: string;
  /** Columns with other words for it. */
  readonly texts?: readonly string[];
  /** The node that is found, where it is not the row's subject: its type, and the column with its id. */
  readonly node?: readonly [type: string, idColumn: string];
  /** The columns with the user and the team who look after the row, where not everybody reads it. */
  readonly owner?: string;
  readonly team?: string;
  /** The column that is true of a row by which nothing is found. */
  readonly unless?: string;
}

/**
 * What a row's change adds to its event, in SQL: `searched`, with the row's id and with what is found by it from now on,
 * null for nothing. Changes of other columns add nothing.
 */
export function toldToSearch({
  title,
  texts = [],
  node,
  owner,
  team,
  unless,
}: Searched & Required<Pick<Searched, 'node'>>): string {
  const [type, idColumn] = node;
  const found = (row: 'new' | 'old') => {
    const column = (name?: string) => (name ? `${row}.${name}` : 'null');
    const values = texts.map((text) => `${column(text)}::text`).join(', ');
    return `case when ${row}.id is not null${unless ? ` and not ${column(unless)}` : ''} then jsonb_build_object(
      'type', '${type}', 'id', ${column(idColumn)}, 'title', ${column(title)}::text,
      'texts', to_jsonb(array_remove(array[${values}]::text[], null)),
      'owner', ${column(owner)}::uuid, 'team', ${column(team)}::uuid) end`;
  };
  return `case when ${found('new')} is distinct from ${found('old')}
    then jsonb_build_object('searched', jsonb_build_object('row', coalesce(new.id, old.id), 'node', ${found('new')}))
    else '{}' end`;
}
