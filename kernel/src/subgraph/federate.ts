import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { buildSchemaSync, createResolversMap, type NonEmptyArray, type PubSub } from 'type-graphql';
import { type Policy, policy } from '../access/policy.js';
import type { Spoken } from '../access/reading.js';
import { encodeId, type Id, parseId, prefixOf } from '../graph/id.js';
import { internalExtension, requireGateway } from '../graph/internal.js';
import { readMark, withoutMarks } from '../graph/marks.js';
import { nodeName } from '../graph/node.js';
import { asOfSdl } from '../history/as-of.js';
import type { Request } from '../request/request.js';
import { compileArguments } from './arguments.js';
import { directResolvers } from './direct-resolvers.js';
import { keepField, type Rights, rightsOf } from './rights.js';
import { needsExtension } from './selected-properties.js';

/** TypeGraphQL describes no root types; all subgraphs say the same of them, as composition asks. */
export const rootDescriptions = {
  Query: 'What can be asked, all of it within the organization of who asks.',
  Mutation:
    'What can be changed. What the sender can mend is a user error in the payload, not an error of the request.',
  Subscription: 'What can be watched, from now on or from a cursor on.',
} as const;
type RootType = keyof typeof rootDescriptions;

type Class = abstract new (...args: never[]) => object;

/** A node that a subgraph owns, and how it is found by its id. */
export interface OwnedNode extends Spoken {
  readonly find: (request: Request, id: Id) => Promise<object | null>;
  /** False for what no organization owns, and whose past none may see. */
  readonly isVersioned?: boolean;
}

export interface Federated {
  /** Executable, with `_entities` and `_service`. */
  readonly schema: GraphQLSchema;
  /** The subgraph's part of the graph, as composition takes it. */
  readonly sdl: string;
  /** The actions that fields ask for, by `Type.field`; those that are not here ask for none. */
  readonly needed: ReadonlyMap<string, readonly string[]>;
}

const nothingNeeded = policy({});

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@listSize", "@cost", "@inaccessible"])`;

const noTopics: PubSub = {
  publish() {},
  subscribe() {
    throw new Error('A subscription has no topics: give it `subscribe`');
  },
};

/**
 * Turns TypeGraphQL's resolvers into a Federation 2 subgraph. A reference to an owned node is looked up; one to a foreign
 * node is taken as it is, because whether it exists is its owner's to say.
 */
export function federate(
  resolvers: readonly Class[],
  types: readonly Class[],
  nodes: readonly OwnedNode[],
  policy: Policy = nothingNeeded,
): Federated {
  const rights = rightsOf(policy, nodes);
  const built = buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<new () => object>,
    orphanedTypes: [...types, ...nodes.map((node) => node.type)] as (new () => object)[],
    validate: false,
    // It wants one for subscriptions; ours say themselves where their events come from.
    pubSub: noTopics,
    // Checked below, as a subgraph, and again at composition.
    skipCheck: true,
  });
  const printed = printSchemaWithDirectives(built)
    .replace(/^schema \{[^}]*\}\s*/m, '')
    .replace(
      /^type (Query|Mutation|Subscription) /gm,
      (line, root: RootType) => `"""${rootDescriptions[root]}"""\n${line}`,
    );
  const sdl = withoutMarks(`${link}\n\n${asOfSdl}\n\n${printed.trim()}\n`);
  const resolverMap: Record<string, Record<string, unknown>> = createResolversMap(built) as never;
  const keyed = objectTypes(built).filter(isKeyed);
  for (const type of keyed) {
    const find = nodes.find((node) => nodeName(node.type) === type.name)?.find;
    resolverMap[type.name] = {
      ...resolverMap[type.name],
      __resolveReference: referenceResolver(type.name, find, rights),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolverMap as never }]);
  const direct = directResolvers(resolvers);
  for (const type of objectTypes(built)) {
    const executable = schema.getType(type.name) as GraphQLObjectType;
    for (const field of Object.values(executable.getFields()))
      field.resolve =
        field.resolve && (direct.get(`${type.name}.${field.name}`)?.(field.resolve) ?? field.resolve);
    connect(type, executable, rights);
  }
  return { schema, sdl, needed: neededOf(built, rights) };
}

function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  ) as GraphQLObjectType[];
}

function neededOf(schema: GraphQLSchema, rights: Rights): Map<string, readonly string[]> {
  const fields = objectTypes(schema).flatMap((type) =>
    Object.values(type.getFields()).map(
      (field) => [`${type.name}.${field.name}`, rights.actionsOf(type, field)] as const,
    ),
  );
  return new Map(fields.filter(([, actions]) => actions.length > 0));
}

function isKeyed(type: GraphQLObjectType): boolean {
  return type.astNode?.directives?.some((directive) => directive.name.value === 'key') ?? false;
}

/** Puts ids, bounds and rights around the resolvers of a type: what `compileArguments` reads in, and UUIDs out as TypeIDs. */
function connect(built: GraphQLObjectType, type: GraphQLObjectType, rights: Rights): void {
  const fields = type.getFields();
  for (const [name, builtField] of Object.entries(built.getFields())) {
    const field = fields[name] as GraphQLField<unknown, Request>;
    const idType =
      readMark(builtField.astNode, 'kithId') ?? (isKeyed(built) && name === 'id' ? type.name : null);
    field.extensions = { ...field.extensions, [needsExtension]: needsOf(builtField) };
    if (idType) field.resolve = (source) => encodeIds(idType, (source as Record<string, unknown>)[name]);
    readArguments(builtField as GraphQLField<unknown, unknown>, field);
    if (builtField.extensions[internalExtension]) keepField(field, requireGateway);
    rights.keep(built, builtField as GraphQLField<unknown, unknown>, field);
  }
}

function readArguments(
  builtField: GraphQLField<unknown, unknown>,
  field: GraphQLField<unknown, Request>,
): void {
  const read = compileArguments(builtField);
  if (!read) return;
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, given, request, info) => resolve(source, read(given), request, info);
  if (subscribe) field.subscribe = (source, given, feed, info) => subscribe(source, read(given), feed, info);
}

/** The properties that a field needs of its object; null where it does not say so. */
function needsOf({ name, resolve, astNode }: GraphQLField<unknown, unknown>): readonly string[] | null {
  const said = readMark(astNode, 'kithNeeds');
  if (said !== undefined) return said.split(' ').filter(Boolean);
  return resolve ? null : [name];
}

function encodeIds(typeName: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return Array.isArray(value)
    ? value.map((id) => encodeId(typeName, id))
    : encodeId(typeName, value as string);
}

function referenceResolver(typeName: string, find: OwnedNode['find'] | undefined, rights: Rights) {
  const prefix = prefixOf(typeName);
  return (reference: { id: string }, request: Request) => {
    const id = parseId(reference.id);
    if (id?.prefix !== prefix) return null;
    if (!find) return { id: id.uuid };
    rights.requireReading(typeName, request.actor);
    return find(request, id.uuid);
  };
}
