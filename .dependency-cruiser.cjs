const { globSync, readFileSync } = require('node:fs');

/** The files of a subgraph that speak GraphQL by their kind; every other file of a slice is a use case, a rule or a handler. */
const kinds = '[.](entity|inputs|resolver)[.]ts$';

/** Rules that are an enumeration of the public graph: they register it and take no transaction. */
const enumerations = globSync('subgraphs/*/src/**/*.ts', { cwd: __dirname }).filter((file) => {
  const text = readFileSync(`${__dirname}/${file}`, 'utf8');
  return text.includes('registerEnumType(') && !/\bTx\b/.test(text);
});

const tests = '[.](test|long-test)[.]ts$|^(subgraphs/)?[^/]+/tests/';

/** A package of types: there is no file to run. */
const typesOnly = '^@graphql-typed-document-node/core$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'kernel-stands-alone',
      comment:
        'The kernel is what all stand on and none owns. What it needs from a subgraph or the gateway is handed to it; what only one of them needs lives there.',
      severity: 'error',
      from: { path: '^kernel/' },
      to: { path: '^(schema|gateway|standalone|subgraphs)/' },
    },
    {
      name: 'schema-stands-alone',
      comment:
        'The published language is generated text and types: whoever reads it must not load our code with it.',
      severity: 'error',
      from: { path: '^schema/' },
      to: { path: '^(kernel|gateway|standalone|subgraphs)/' },
    },
    {
      name: 'gateway-knows-no-domain',
      comment:
        'The gateway reaches subgraphs through the graph, in one process or over HTTP. An import would tie it to one of the two, and to a domain.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(standalone|subgraphs)/' },
    },
    {
      name: 'subgraphs-are-strangers',
      comment:
        'Subgraphs meet through the graph or through an event. To show something of another, add a field to its type in your foreign/ folder; to react to it, handle its event.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'subgraphs-do-not-look-up',
      comment:
        'A subgraph runs alone in its process: what it shares with the gateway or with standalone is in the kernel.',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^(gateway|standalone)/' },
    },
    {
      name: 'subgraphs-know-events-only',
      comment:
        'Of the published language a subgraph needs the types of events, nothing else: the rest is generated from it.',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^schema/', pathNot: '^schema/(dist/)?events/' },
    },
    {
      name: 'entities-are-leaves',
      comment:
        'An entity is a table and a type. It names others by foreign key; whoever needs to go from one to the other asks a loader or a query. (A use case that an entity imports is a cycle: it imports the entity.)',
      severity: 'error',
      from: { path: '^subgraphs/.*[.]entity[.]ts$' },
      to: { path: '^subgraphs/.*([.](resolver|loaders|queries|job|inputs)|/on-[a-z-]+)[.]ts$' },
    },
    {
      name: 'only-the-composition-root-knows-resolvers',
      comment:
        'A resolver says who may ask and what comes back, in one line each. What somebody else wants from it is a use case, a query or a loader: take it from there.',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: [tests, '/src/subgraph[.]ts$'] },
      to: { path: '[.]resolver[.]ts$' },
    },
    {
      name: 'use-cases-know-no-graphql',
      comment:
        'A use case is called by resolvers, jobs, handlers and imports alike: it takes (tx, actor, input) and knows nothing of the way in. Types of GraphQL belong to entities, inputs and resolvers.',
      severity: 'error',
      from: {
        path: '^subgraphs/[^/]+/src/(?!foreign/|migrations/)[^/]+/',
        pathNot: [kinds, tests, ...enumerations.map((file) => `^${RegExp.escape(file)}$`)],
      },
      to: { path: 'node_modules/(type-graphql|graphql|graphql-scalars)/' },
    },
    {
      name: 'migrations-stay-as-they-were',
      comment:
        'A migration that ran is history. What it imports from its subgraph changes with the subgraph, and the same migration would make another table next year.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/migrations/', pathNot: tests },
      to: { pathNot: '^kernel/|/src/migrations/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Of two files that import each other, one is undefined when the other is read. Move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-testing-in-production',
      comment: 'Testing support makes and drops databases. Nothing that runs for users may load it.',
      severity: 'error',
      from: { pathNot: [tests, '/testing/'] },
      to: { path: '/(src|dist)/testing/|[.]test[.]ts$|^(subgraphs/)?[^/]+/tests/' },
    },
    {
      name: 'no-barrels',
      comment:
        'An import names the file that it means. Only a package has an index.ts: that is what it shows to others.',
      severity: 'error',
      from: {},
      to: {
        path: '/index[.]ts$',
        pathNot: ['^(subgraphs/)?[^/]+/src/index[.]ts$', '/src/testing/index[.]ts$', '^schema/src/client/'],
      },
    },
    {
      name: 'declared-dependencies',
      comment:
        'What a package imports stands in its package.json: it is installed elsewhere without its neighbours.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: typesOnly },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere escapes every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: typesOnly },
    },
  ],
  options: {
    // The parser for TypeScript wants an older compiler than ours.
    parser: 'swc',
    // A package's name leads to its dist: that is enough to know whose wall an import crosses.
    doNotFollow: { path: 'node_modules|/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
