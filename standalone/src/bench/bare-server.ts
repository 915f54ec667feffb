import { createServer } from 'node:http';
import pg from 'pg';
import { peopleStatement } from './people-statement.js';

/** What a programmer in a hurry would write for this one screen: one statement, no graph, no rights. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { organizationId, first, offset } = JSON.parse(body);
  const values = [organizationId, first, offset];
  const { rows } = await pool.query({ name: 'people', text: peopleStatement, values });
  response.setHeader('content-type', 'application/json');
  response.end(`{"data":${rows[0].answer}}`);
});

server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
  process.disconnect?.();
});
