import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import { jobsOf, roleOf } from '../database/provision.js';

const silent = new Logger(() => () => undefined);

/**
 * Makes the tables of jobs, in a schema of their own, or brings them to their newest step. The relay role runs jobs; the
 * runtime role can but ask for one, by `add_job`, and only in the name of its transaction's organization.
 */
export async function migrateJobs(owner: pg.ClientBase, ownerUrl: string, schema: string): Promise<void> {
  const jobs = jobsOf(schema);
  // Where this table is missing, graphile-worker would first make the schema, which no owner has the right to.
  await owner.query(`create table if not exists ${jobs}.migrations
    (id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`);
  await runMigrations({ connectionString: ownerUrl, schema: jobs, logger: silent });
  await owner.query(rights(jobs, roleOf(schema, 'relay')));
  await owner.query(addJob(schema, jobs, roleOf(schema, 'runtime')));
}

function rights(jobs: string, relay: string): string {
  return `
    do $do$ declare job_table text; begin
      for job_table in select tablename from pg_tables where schemaname = '${jobs}' loop
        execute format('alter table ${jobs}.%I enable row level security', job_table);
        execute format('drop policy if exists relay on ${jobs}.%I', job_table);
        execute format('create policy relay on ${jobs}.%I to ${relay} using (true)', job_table);
      end loop;
    end $do$;
    grant select, insert, update, delete on all tables in schema ${jobs} to ${relay};`;
}

/** With `keeps_due`, a job of the line that waits for its time goes on waiting. */
function addJob(schema: string, jobs: string, runtime: string): string {
  return `
    create or replace function ${schema}.add_job(task text, line text, payload jsonb, due timestamptz, keeps_due boolean)
      returns void language sql security definer set search_path = ${schema} as $$
        select from ${jobs}.add_job(task,
          (payload || jsonb_build_object('organizationId', current_setting('app.organization_id'),
            'requestId', current_setting('app.request_id')))::json,
          queue_name => current_setting('app.organization_id') || ':' || line,
          job_key => task || ':' || current_setting('app.organization_id') || ':' || line,
          run_at => due,
          job_key_mode => case when keeps_due then 'preserve_run_at' else 'replace' end)
      $$;
    revoke all on function ${schema}.add_job from public;
    grant execute on function ${schema}.add_job to ${runtime};`;
}
