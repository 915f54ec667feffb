import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { busSchema, roleOf } from '@kith/kernel';
import { parse } from 'yaml';
import { planProcesses } from '../src/distributed/processes.js';
import { passwordSetting, readOwnPostgres, urlsBeside } from '../src/installation/own-postgres.js';
import { readSettings } from '../src/installation/settings.js';
import { subgraphs } from '../src/subgraphs.js';

interface Container {
  readonly command?: string[];
  readonly environment: Record<string, string>;
  readonly ports?: string[];
  readonly profiles?: string[];
  readonly depends_on?: Record<string, { condition: string }>;
  readonly build?: string;
}

const at = (file: string) => path.resolve(__dirname, '../..', file);
const read = (file: string) => readFileSync(at(file), 'utf8');

/** What a person who copied .env.example may set: a value for each line, which is its own name. */
const given = new Map(
  [...read('.env.example').matchAll(/^([A-Z_]+)=$/gm)].map(([, name = '']) => [name, name.toLowerCase()]),
);
const asked = new Set<string>();
const { services } = parse(
  read('docker-compose.yml').replaceAll(
    /\$\{(\w+)(?::([?-])([^}]*))?\}/g,
    (_, name: string, kind: string, rest: string) => {
      if (kind === '-') return rest;
      asked.add(name);
      return kind === '?' ? (given.get(name) ?? 'not in .env.example') : 'may be empty';
    },
  ),
  { merge: true },
) as { services: Record<string, Container> };

const postgresUrl = 'postgresql://postgres:postgres_password@postgres:5432/kith';
const schemas = [...subgraphs.map(({ databaseSchema }) => databaseSchema), busSchema];
const plan = planProcesses({
  postgres: urlsBeside(postgresUrl, schemas, (schema, kind) => passwordSetting(schema, kind).toLowerCase()),
  place: (part) => ({ host: '0.0.0.0', port: 4000, reachedAs: part }),
  key: (part) => `key_${part.replaceAll('-', '_')}`,
  secretsKeys: 'secrets_key',
  mayWebhooksBePrivate: false,
  accessTokenKeys: { privateKey: 'access_token_private_key', publicKey: 'access_token_public_key' },
  publicUrl: 'http://localhost:4000',
  accounts: readSettings({}).accounts,
  nats: readSettings({}).nats,
  limits: readSettings({}).limits,
  retentionDays: 0,
  isProduction: true,
  logLevel: 'info',
  metrics: { host: '0.0.0.0', port: 9464 },
  given: { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
  givenToGateway: { CORS_ORIGINS: '', TRUST_PROXY: '' },
});

test('the containers are Postgres, the step that prepares it, a broker and a Redis for who wants them, and the processes of the plan', () => {
  const names = plan.map(({ name }) => name);
  expect(Object.keys(services)).toEqual(['postgres', 'database', 'nats', 'redis', ...names]);
  const optional = Object.entries(services).filter(([, { profiles }]) => profiles);
  expect(optional.map(([name, { profiles }]) => [name, profiles])).toEqual([
    ['nats', ['nats']],
    ['redis', ['redis']],
  ]);
});

test.each(plan)('$name runs the program of the plan with its settings', ({ name, program, environment }) => {
  expect(services[name]?.command).toEqual(['node', program]);
  expect(services[name]?.environment).toEqual(environment);
  expect(services[name]?.build).toBe('.');
  expect(existsSync(at(program))).toBe(true);
});

test('Postgres is prepared once, with the settings that this takes, before a subgraph starts', () => {
  const { command, environment = {}, depends_on } = services['database'] as Container;
  expect(command).toEqual(['node', 'standalone/dist/db.js']);
  const { adminUrl, passwordOf } = readOwnPostgres(environment, subgraphs);
  expect(adminUrl).toBe(postgresUrl);
  for (const schema of schemas)
    expect(passwordOf(schema, 'relay')).toBe(passwordSetting(schema, 'relay').toLowerCase());
  expect(passwordOf(schemas[0] as string, 'owner')).toBe('database_owner_password');
  expect(Object.keys(environment)).toHaveLength(schemas.length + 2);
  expect(services['postgres']?.environment).toEqual({
    POSTGRES_DB: 'kith',
    POSTGRES_PASSWORD: 'postgres_password',
  });
  expect(depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  for (const { name } of subgraphs)
    expect(services[name]?.depends_on).toEqual({ database: { condition: 'service_completed_successfully' } });
});

test('only the gateway is reached from outside', () => {
  const open = Object.entries(services).filter(([, { ports }]) => ports);
  expect(open.map(([name, { ports }]) => [name, ports])).toEqual([['gateway', ['4000:4000']]]);
});

test('no subgraph is told the password of an owner or of the administrator', () => {
  for (const { name, environment } of plan)
    expect([name, JSON.stringify(environment)]).toEqual([
      name,
      expect.not.stringMatching(/owner|postgres_password/),
    ]);
  expect(JSON.stringify(plan)).toContain(roleOf(busSchema, 'relay'));
});

test('every secret that is asked for stands in .env.example, without a value, and nothing else does', () => {
  expect([...given.keys()].sort()).toEqual([...asked].sort());
});

test('what the Dockerfile copies is there, and it does not run as root', () => {
  const lines = read('Dockerfile').split('\n');
  const copied = lines
    .flatMap(
      (line) =>
        /^COPY --from=build \/kith\/(\S+) \.\/\1$|^COPY --from=build \/kith\/(package\.json) \.\/$/
          .exec(line)
          ?.slice(1) ?? [],
    )
    .filter(Boolean);
  expect(copied).toHaveLength(lines.filter((line) => line.startsWith('COPY --from')).length);
  for (const file of copied) expect([file, existsSync(at(file))]).toEqual([file, true]);
  for (const { program } of plan) expect(copied).toContain(program.split('/')[0]);
  expect(lines.indexOf('USER node')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('FROM')));
});
