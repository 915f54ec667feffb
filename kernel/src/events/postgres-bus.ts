import { EventEmitter } from 'node:events';
import pg from 'pg';
import { listen } from '../database/listen.js';
import { provision, type RolePasswords, roleOf } from '../database/provision.js';
import type { Uuid } from '../graph/id.js';
import type { Logger } from '../log.js';
import type { Bus } from './bus.js';
import type { DomainEvent } from './event.js';

/** The schema of the bus in Postgres; its relay role is whoever moves events. */
export const busSchema = 'bus';

const channel = 'kith_bus';

/**
 * Makes the tables of the bus where they are missing, with the rights of an administrator. An event's place is given under
 * the lock of its source's row, so that whoever reads up to a place has seen all before it.
 */
export async function provisionBus(admin: pg.ClientBase, passwords?: RolePasswords): Promise<void> {
  await provision(admin, busSchema, passwords);
  await admin.query(`
    create table if not exists ${busSchema}.source (name text primary key, place bigint not null);
    create table if not exists ${busSchema}.event (
      source text not null,
      place bigint not null,
      organization_id uuid not null,
      position bigint not null,
      published_at timestamptz not null default now(),
      event jsonb not null,
      primary key (source, place)
    );
    create unique index if not exists event_position on ${busSchema}.event (source, organization_id, position);
    grant select, insert, update on ${busSchema}.source to ${roleOf(busSchema, 'relay')};
    grant select, insert, delete on ${busSchema}.event to ${roleOf(busSchema, 'relay')};
  `);
}

/** The bus in a schema of Postgres, as the role `kith_bus_relay`. */
export function postgresBus(url: string, logger: Logger): Bus {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'kith bus' });
  pool.on('error', () => undefined);
  const news = new EventEmitter().setMaxListeners(0);
  const ear = listen({ url, channel, logger, hear: (source) => news.emit(source) });
  return {
    name: 'postgres',
    async publish(source, events) {
      await pool.query({ name: 'publish', text: publishText, values: [source, JSON.stringify(events)] });
      news.emit(source);
      await pool.query(`select pg_notify('${channel}', $1)`, [source]);
    },
    async read(source, after, limit) {
      const { rows } = await pool.query<{ place: string; event: DomainEvent }>({
        name: 'read',
        text: readText,
        values: [source, after, limit],
      });
      return {
        events: rows.map(({ event }) => event),
        incomplete: [],
        place: Number(rows.at(-1)?.place ?? after),
        isMore: rows.length === limit,
      };
    },
    async readOrganization(source, organizationId, after, limit) {
      const { rows } = await pool.query<{ event: DomainEvent }>({
        name: 'read organization',
        text: readOrganizationText,
        values: [source, organizationId, after, limit],
      });
      return rows.map(({ event }) => event);
    },
    async lastPositions(source) {
      const { rows } = await pool.query<{ organization_id: Uuid; position: string }>(positionsText, [source]);
      return rows.map((row) => [row.organization_id, Number(row.position)]);
    },
    // The log keeps all: nobody has to ask the source.
    answer: () => () => undefined,
    onNews(source, listener) {
      news.on(source, listener);
      return () => void news.off(source, listener);
    },
    isReachable: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    async expire(source, days, limit) {
      const { rowCount } = await pool.query(expireText, [source, days, limit]);
      return rowCount ?? 0;
    },
    async close() {
      await ear.close();
      await pool.end();
    },
  };
}

const publishText = `
  with given as (
    select value as event, ordinality from jsonb_array_elements($2::jsonb) with ordinality
  ), taken as (
    insert into ${busSchema}.source as s (name, place) values ($1, (select count(*) from given))
    on conflict (name) do update set place = s.place + excluded.place
    returning s.place - (select count(*) from given) as before
  )
  insert into ${busSchema}.event (source, place, organization_id, position, event)
  select $1, taken.before + ordinality, (event ->> 'organizationId')::uuid, (event ->> 'position')::bigint, event
  from given, taken
  on conflict (source, organization_id, position) do nothing`;
const readText = `select place, event from ${busSchema}.event where source = $1 and place > $2 order by place limit $3`;

const readOrganizationText = `
  select event from ${busSchema}.event
  where source = $1 and organization_id = $2 and position > $3 order by position limit $4`;
/** From one organization to the next in the index, however many events they have. */
const positionsText = `
  with recursive last as (
    (select organization_id, position from ${busSchema}.event
     where source = $1 order by organization_id desc, position desc limit 1)
    union all
    select e.organization_id, e.position from last cross join lateral (
      select organization_id, position from ${busSchema}.event
      where source = $1 and organization_id < last.organization_id
      order by organization_id desc, position desc limit 1
    ) e
  )
  select organization_id, position from last`;
const expireText = `
  delete from ${busSchema}.event e using (
    select source, place, published_at from ${busSchema}.event where source = $1 order by place limit $3
  ) first
  where (e.source, e.place) = (first.source, first.place) and first.published_at < now() - make_interval(days => $2)`;
