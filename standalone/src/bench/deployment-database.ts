import pg from 'pg';
import { databaseName } from '../installation/database.js';
import type { Deployment } from './processes.js';

/** Works as the superuser of a deployment's database. */
export async function withAdmin<Result>(
  { dataFolder }: Deployment,
  work: (admin: pg.Client) => Promise<Result>,
): Promise<Result> {
  const admin = new pg.Client({ connectionString: databaseUrl(dataFolder, databaseName, 'postgres') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** Where a deployment's database is, for a process beside it. */
export function databaseUrl(dataFolder: string, database: string, role: string): string {
  return `postgresql://${role}@/${database}?host=${encodeURIComponent(`${dataFolder}/postgres/socket`)}`;
}
