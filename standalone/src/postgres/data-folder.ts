import path from 'node:path';

/** What lies in the folder of an embedded Postgres. */
export interface DataFolder {
  root: string;
  /** Postgres' own files (PGDATA). It exists complete or not at all. */
  data: string;
  log: string;
}

export function dataFolder(root: string): DataFolder {
  const absolute = path.resolve(root);
  return { root: absolute, data: path.join(absolute, 'data'), log: path.join(absolute, 'postgres.log') };
}

/** Another instance is running on this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';

  constructor(folder: DataFolder, owner: string) {
    super(
      `The data folder ${folder.root} belongs to a running instance (${owner}). Stop it, or choose another folder.`,
    );
  }
}
