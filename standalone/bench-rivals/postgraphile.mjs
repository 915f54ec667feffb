import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { pgSmartTags } from 'postgraphile/utils';
import { serve } from './serve.mjs';

/**
 * What each table shows beside its columns: what foreign keys within a schema do not say, because no key crosses schemas, and
 * short names for what a person has.
 */
const tagsOf = {
  'identity.person': {},
  'identity.company': {},
  'identity.address': { foreignKey: toPerson('owner_id', 'addresses') },
  'commerce.customer': { foreignKey: toPerson('person_id', 'customer') },
  'commerce.sales_order': { foreignKey: toPerson('person_id', 'orders') },
  'commerce.order_line': {
    foreignKey:
      '(organization_id, product_id) references commerce.product (organization_id, id)|@fieldName product',
  },
  'commerce.product': {},
  'crm.contact': { foreignKey: toPerson('person_id', 'contact') },
  'crm.deal': { foreignKey: toPerson('person_id', 'deals') },
  'crm.stage': {},
  'crm.activity': { foreignKey: toPerson('person_id', 'activities') },
  'marketing.subscriber': { foreignKey: toPerson('person_id', 'subscriber') },
  'marketing.subscriber_group': {},
  'marketing.subscription_group': {},
  'platform_objects.record': { foreignKey: toPerson('person_id', 'records') },
  'platform_objects.object_definition': {},
};

function toPerson(column, name) {
  return `(organization_id, ${column}) references identity.person (organization_id, id)|@foreignFieldName ${name}`;
}

const nameOf = (table) => `${table.getNamespace()?.nspname}.${table.relname}`;

const tags = pgSmartTags([
  ...Object.entries(tagsOf).map(([name, tags]) => ({
    kind: 'class',
    match: (table) => nameOf(table) === name,
    tags,
  })),
  { kind: 'class', match: (table) => !(nameOf(table) in tagsOf), tags: { behavior: '-*' } },
]);

/** Columns of a type that it does not know would be reported at length. */
const transactionIds = {
  name: 'TransactionIds',
  version: '1.0.0',
  gather: {
    hooks: {
      pgCodecs_findPgCodec(_, event) {
        if (event.pgType.typname === 'xid8') event.pgCodec = TYPES.text;
      },
    },
  },
};

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [tags, transactionIds],
  disablePlugins: [
    'NodePlugin',
    'PgProceduresPlugin',
    'PgMutationCreatePlugin',
    'PgMutationUpdateDeletePlugin',
  ],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE_URL,
      schemas: ['identity', 'platform_objects', 'commerce', 'crm', 'marketing'],
      poolConfig: { max: 10 },
    }),
  ],
  grafast: {
    context: ({ node }) => ({
      pgSettings: { 'app.organization_id': node?.req.headers['x-organization'], 'app.reach': 'ALL' },
    }),
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
serve(server);
