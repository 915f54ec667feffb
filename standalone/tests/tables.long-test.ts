import { jobsOf, roleOf } from '@kith/kernel';
import { asSuperuser, createTestDatabase, type TestDatabase, testUrl } from '@kith/kernel/testing';
import { migrateAll, provisionSchemas } from '../src/installation/database.js';
import { subgraphs } from '../src/subgraphs.js';

/** Tables that the runtime role changes and whose old rows nobody asks for. */
const unversioned: Readonly<Record<string, string>> = {
  idempotency_key: 'the first answer to a key is never changed',
  inbox: 'a place in the events of others',
  dead_letter: 'an event that failed; what it would have changed is versioned where it is',
  outbox: 'events are never changed; they are the history of what happened',
  person_likeness: 'it only repeats what people say, whose past is kept',
  'identity.invitation_token': 'a hash that is replaced and used up, and no version may hold one',
  'identity.api_key_secret': 'a hash and when it was last shown; no version may hold one',
  'platform_objects.app_operation': 'what a version has registered is never changed',
  'platform_objects.event_log': 'events are never changed',
  'platform_objects.search_entry': 'repeats words of rows whose past is kept',
  'platform_objects.event_log_position': 'counts the log',
  'platform_objects.audit_entry': 'tells of versions, and is never changed',
  'platform_objects.dead_letter_report': 'what subgraphs said of their dead letters stands in the log',
  'platform_objects.webhook_secret': 'secrets are replaced, and no version may hold one',
  'platform_objects.webhook_delivery': 'how far it is; what came of it is in its attempts',
  'platform_objects.webhook_attempt': 'attempts are never changed',
  'commerce.store': 'the currency, set once, and counters',
  'crm.crm_setting': 'the currency, set once',
};

/** Functions that run with the owner's rights, beside the one of each versioned table that keeps its history. */
const definers: Readonly<Record<string, string>> = {
  seal_change: 'writes the change and its positions, which no runtime role may write',
  'platform_objects.add_job': "jobs are the relay role's; whoever answers requests can but ask for one",
  'platform_objects.search_entries':
    'under a policy no index serves search; it names the organization and answers ids and scores',
  'identity.user_for_email': 'accounts are global, and signing in comes before an organization is known',
  'identity.invitation_for_hash': 'who shows a token is in another organization, or in none',
  'identity.api_key_for_hash': 'a key says by itself which organization it is of',
  'identity.organizations_of_user': 'a user sees all of their organizations, from each',
  'identity.switch_session': 'sessions are global',
  'identity.account_of': 'signing in: the account of an address, and the hash of its password',
  'identity.password_of': 'changing a password takes the present one',
  'identity.address_of': 'the address of who is asking, whichever organization they are in',
  'identity.set_password': 'a credential is global, and no runtime role reads all of them',
  'identity.homes_of': 'the organizations of a user, of which one is to be chosen',
  'identity.claim_sign_in': 'attempts are counted by address, before anybody is known',
  'identity.forget_attempts': 'who came in has all attempts again',
  'identity.put_account_token': 'what a mail brings is found by its hash, and by nothing else',
  'identity.take_account_token': 'what a mail brings is good once',
  'identity.forget_account_tokens': 'a new mail takes the place of the one before',
  'identity.start_session': 'sessions are global: a user takes one along to another organization',
  'identity.refresh_session': 'a refresh token is found by its hash, and replaced under a lock',
  'identity.session_of': 'who signs out shows a refresh token',
  'identity.end_sessions': 'sessions are seen by their users, and ended by admins too',
  'identity.revoke': 'gateways of the whole installation are told',
  'identity.recent_revocations': 'gateways of the whole installation are told',
  'identity.note_homeless_sign_in': 'who is in no organization is refused too, and noted',
  'identity.second_factor_of': 'the sealed secret of an authenticator, before a session begins',
  'identity.set_second_factor': 'an authenticator is its user’s, whichever organization they are in',
  'identity.remove_second_factor': 'an authenticator is its user’s, whichever organization they are in',
  'identity.use_second_factor': 'a code is good once',
  'identity.put_recovery_codes': 'kept as hashes, found by nothing else',
  'identity.use_recovery_code': 'a recovery code is good once',
  'identity.account_at': 'who somebody is at a provider, before an organization is known',
  'identity.link_account': 'links are global, as accounts are',
  'identity.put_mail': 'mails go to addresses, of whatever organization',
  'identity.mail_of': 'a mail on its way, sealed',
  'identity.forget_mail': 'what was sent is not kept',
  'identity.add_job': "jobs are the relay role's; whoever answers requests can but ask for one",
  'identity.mail_to': 'the mails to one address, sealed',
};

/** Tables that only the owner reaches. */
const ofTheOwner: Readonly<Record<string, string>> = {
  migration: 'which steps ran',
  migration_text: 'what their texts were',
  'identity.credential': 'by functions alone: no statement of a request reads all of them',
  'identity.recovery_code': 'by functions alone',
  'identity.external_account': 'by functions alone',
  'identity.refresh_token': 'by functions alone',
  'identity.sign_in_lock': 'by functions alone',
  'identity.revocation': 'by functions alone',
};

const schemas = subgraphs.map(({ databaseSchema }) => databaseSchema);
const roles = (kind: 'runtime' | 'relay') => schemas.map((schema) => roleOf(schema, kind));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await provisionSchemas(testUrl(database.name), subgraphs);
  await migrateAll({ url: (_, role) => testUrl(database.name, role) }, subgraphs);
});
afterAll(() => database.drop());

async function query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  const { rows } = await asSuperuser(database.name, (client) => client.query(text, values));
  return rows as Row[];
}

interface Table {
  schema: string;
  name: string;
  is_versioned: boolean;
  is_changed: boolean;
  is_secured: boolean;
  /** Who may do anything with it, without a policy of their own. */
  without_policy: string[];
  policies: number;
}

const tables = () =>
  query<Table>(
    `select n.nspname as schema, c.relname as name,
       exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_version' and t.tgenabled <> 'D') as is_versioned,
       has_table_privilege('kith_' || n.nspname || '_runtime', c.oid, 'insert, update, delete')
         or has_any_column_privilege('kith_' || n.nspname || '_runtime', c.oid, 'insert, update') as is_changed,
       c.relrowsecurity as is_secured,
       (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
       array(select r.rolname::text from pg_roles r
         where r.rolname ~ '^kith_' and r.oid <> c.relowner
           and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete') or has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))
           and not exists (select from pg_policy p where p.polrelid = c.oid and r.oid = any(p.polroles))) as without_policy
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') order by 1, 2`,
    [schemas],
  );

/** Names without a schema are those of every subgraph. */
function isListed(
  list: Readonly<Record<string, string>>,
  { schema, name }: { schema: string; name: string },
) {
  return name in list || `${schema}.${name}` in list;
}

test('every table that a mutation can change is versioned, save those that say why not', async () => {
  const changed = (await tables()).filter((table) => table.is_changed);
  expect(changed.length).toBeGreaterThan(30);
  const silent = changed.filter((table) => !table.is_versioned && !isListed(unversioned, table));
  expect(silent.map(({ schema, name }) => `${schema}.${name}`)).toEqual([]);
  const idle = Object.keys(unversioned).filter(
    (name) => !changed.some((table) => !table.is_versioned && isListed({ [name]: '' }, table)),
  );
  expect(idle).toEqual([]);
});

test('whatever lies sealed is sealed anew when the key changes', async () => {
  const columns = await query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns
     where table_schema = any($1) and column_name = 'sealed' and data_type = 'bytea' order by 1`,
    [schemas],
  );
  const listed = subgraphs.flatMap(({ databaseSchema, sealed }) =>
    (sealed?.tables ?? []).map(({ table }) => `${databaseSchema}.${table}`),
  );
  expect(listed.length).toBeGreaterThan(3);
  expect(columns.map(({ name }) => name)).toEqual(listed.sort());
});

test('every history can be read by the runtime role and changed by nobody', async () => {
  const versioned = (await tables()).filter((table) => table.is_versioned);
  const histories = (await tables()).filter((table) => table.name.endsWith('_history'));
  expect(histories.map(({ schema, name }) => `${schema}.${name}`).sort()).toEqual(
    versioned.map(({ schema, name }) => `${schema}.${name}_history`).sort(),
  );
  expect(histories.filter((table) => table.is_changed)).toEqual([]);
});

test('every table has row security and a policy for each role that reaches it', async () => {
  const open = (await tables()).filter(
    (table) =>
      (!table.is_secured || table.policies === 0 || table.without_policy.length > 0) &&
      !(isListed(ofTheOwner, table) && table.policies === 0),
  );
  expect(open).toEqual([]);
  const reached = await query<{ role: string; name: string }>(
    `select r.rolname as role, c.relname as name from pg_roles r, pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relname = any($2) and r.rolname ~ '^kith_' and r.oid <> c.relowner
       and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete') or has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))`,
    [schemas, Object.keys(ofTheOwner).map((name) => name.split('.').at(-1))],
  );
  expect(reached).toEqual([]);
});

test('the views of the past and the others obey the policies of who asks', async () => {
  const views = await query<{ name: string; options: string[] | null }>(
    `select n.nspname || '.' || c.relname as name, c.reloptions as options
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('v', 'm') and n.nspname = any($1)`,
    [schemas.flatMap((schema) => [schema, `${schema}_past`])],
  );
  expect(views.length).toBeGreaterThan(30);
  expect(
    views.filter(({ options }) => !options?.some((one) => /^security_invoker(=(true|on))?$/.test(one))),
  ).toEqual([]);
});

test('the runtime and relay roles own nothing, are nothing special, and reach no other schema', async () => {
  const all = [...roles('runtime'), ...roles('relay')];
  expect(
    await query(
      `select r.rolname, d.classid::regclass, d.objid from pg_shdepend d join pg_roles r on r.oid = d.refobjid
      where d.deptype = 'o' and r.rolname = any($1)`,
      [all],
    ),
  ).toEqual([]);
  expect(
    await query(
      `select rolname from pg_roles r where rolname = any($1)
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
           or exists (select from pg_auth_members m where m.member = r.oid))`,
      [all],
    ),
  ).toEqual([]);
  const reached = await query<{ role: string; schema: string }>(
    `select r.rolname as role, n.nspname as schema from pg_roles r, pg_namespace n
     where r.rolname = any($1) and n.nspname !~ '^(pg_|information_schema|public)'
       and has_schema_privilege(r.oid, n.oid, 'usage, create') order by 1, 2`,
    [all],
  );
  expect(reached).toEqual(
    schemas
      .flatMap((schema) => [
        { role: roleOf(schema, 'relay'), schema },
        { role: roleOf(schema, 'relay'), schema: jobsOf(schema) },
        { role: roleOf(schema, 'runtime'), schema },
        { role: roleOf(schema, 'runtime'), schema: `${schema}_past` },
      ])
      .sort((one, other) => `${one.role} ${one.schema}`.localeCompare(`${other.role} ${other.schema}`, 'en')),
  );
  expect(
    await query(
      `select r.rolname, n.nspname from pg_roles r, pg_namespace n where r.rolname = any($1)
         and (has_schema_privilege(r.oid, n.oid, 'create') or has_database_privilege(r.oid, current_database(), 'create, temp'))`,
      [all],
    ),
  ).toEqual([]);
});

test('the functions that run with the owner’s rights are exactly those that say why', async () => {
  const found = await query<{ schema: string; name: string; is_open: boolean; is_placed: boolean }>(
    `select n.nspname as schema, p.proname as name,
       has_function_privilege('public', p.oid, 'execute') as is_open,
       exists (select from unnest(p.proconfig) setting where setting = 'search_path=' || n.nspname) as is_placed
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname !~ '^pg_|^information_schema$' order by 1, 2`,
  );
  const keepers = (await tables())
    .filter((table) => table.is_versioned)
    .map(({ schema, name }) => `${schema}.keep_${name}`);
  const listed = Object.keys(definers).flatMap((name) =>
    name.includes('.') ? [name] : schemas.map((schema) => `${schema}.${name}`),
  );
  expect(found.map(({ schema, name }) => `${schema}.${name}`).sort()).toEqual([...keepers, ...listed].sort());
  expect(found.filter(({ is_open, is_placed }) => is_open || !is_placed)).toEqual([]);
});
