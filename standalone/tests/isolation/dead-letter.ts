import { randomUUID } from 'node:crypto';
import { roleOf, type Uuid } from '@kith/kernel';
import pg from 'pg';
import { graphDatabaseUrl } from '../graph.js';

/** Writes a dead letter into the running graph's commerce, and the event that tells of it, as commerce itself would. */
export async function deadLetterIn(organizationId: Uuid): Promise<Uuid> {
  const client = new pg.Client({ connectionString: graphDatabaseUrl(roleOf('commerce', 'runtime')) });
  await client.connect();
  const [position, eventId] = [1 + Math.floor(Math.random() * 1_000_000), randomUUID()];
  const facts = { source: 'crm', position, type: 'deal.won', eventId, error: 'Error: no', tries: 12 };
  try {
    await client.query('begin; set local search_path to commerce');
    await client.query(`select set_config('app.organization_id', $1, true)`, [organizationId]);
    const { rows } = await client.query(
      `insert into dead_letter (source, position, type, event, error, tries) values ($1, $2, $3, $4, $5, $6) returning id`,
      [facts.source, position, facts.type, { ...facts, id: eventId }, facts.error, facts.tries],
    );
    await client.query(
      `insert into outbox (type, subject_type, subject_id, payload) values ('dead_letter.created', 'DeadLetter', $1, $2)`,
      [rows[0].id, facts],
    );
    await client.query('commit');
    return rows[0].id;
  } finally {
    await client.end();
  }
}
