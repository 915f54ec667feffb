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
import { encodeId, type Id, parseId, prefixOf } from '../graph/id.js';
import { internalExtension, requireGateway } from '../graph/internal.js';
import { readMark, withoutMarks } from '../graph/marks.js';
import { nodeName } from '../graph/node.js';
import { asOfSdl } from '../history/as-of.js';
import { calledExtension } from '../list/connection.js';
import type { Request } from '../request/request.js';
import { compileArguments } from './arguments.js';
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
export interface OwnedNode {
  readonly type: Class;
  readonly find: (request: Request, id: Id) => Promise<object | null>;
  /** False for what no organization owns, and whose past none may see. */
  readonly isVersioned?: boolean;
}

export interface Federated {
  /** Executable, with `_entities` and `_service`. */
  readonly schema: GraphQLSchema;
  /** The subgraph's part of the graph, as composition takes it. */
  readonly sdl: string;
}

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
): Federated {
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
      __resolveReference: referenceResolver(type.name, find),
    };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolverMap as never }]);
  for (const type of objectTypes(built)) connect(type, schema.getType(type.name) as GraphQLObjectType);
  return { schema, sdl };
}

function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && !type.name.startsWith('__'),
  ) as GraphQLObjectType[];
}

function isKeyed(type: GraphQLObjectType): boolean {
  return type.astNode?.directives?.some((directive) => directive.name.value === 'key') ?? false;
}

/** Puts ids and bounds around the resolvers of a type: what `compileArguments` reads in, and UUIDs out as TypeIDs. */
function connect(built: GraphQLObjectType, type: GraphQLObjectType): void {
  const fields = type.getFields();
  for (const [name, builtField] of Object.entries(built.getFields())) {
    const field = fields[name] as GraphQLField<unknown, Request>;
    const idType =
      readMark(builtField.astNode, 'kithId') ?? (isKeyed(built) && name === 'id' ? type.name : null);
    field.extensions = { ...field.extensions, [needsExtension]: needsOf(builtField) };
    // graphql-js calls a function that it finds in a property; compiled queries call resolvers alone.
    if (builtField.extensions[calledExtension]) field.resolve = defaultFieldResolver;
    if (idType) field.resolve = (source) => encodeIds(idType, (source as Record<string, unknown>)[name]);
    if (builtField.extensions[internalExtension]) keepInternal(field);
    const read = compileArguments(builtField as GraphQLField<unknown, unknown>);
    const resolve = field.resolve ?? defaultFieldResolver;
    if (!read) continue;
    field.resolve = (source, given, request, info) => resolve(source, read(given), request, info);
    const { subscribe } = field;
    if (subscribe)
      field.subscribe = (source, given, feed, info) => subscribe(source, read(given), feed, info);
  }
}

/** The properties that a field needs of its object; null where it does not say so. */
function needsOf({ name, resolve, astNode }: GraphQLField<unknown, unknown>): readonly string[] | null {
  const said = readMark(astNode, 'kithNeeds');
  if (said !== undefined) return said.split(' ').filter(Boolean);
  return resolve ? null : [name];
}

function keepInternal(field: GraphQLField<unknown, Request>): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = (source, given, request, info) => {
    requireGateway(request.actor);
    return resolve(source, given, request, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, given, feed, info) => {
    requireGateway(feed.actor);
    return subscribe(source, given, feed, info);
  };
}

function encodeIds(typeName: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return Array.isArray(value)
    ? value.map((id) => encodeId(typeName, id))
    : encodeId(typeName, value as string);
}

function referenceResolver(typeName: string, find: OwnedNode['find'] | undefined) {
  const prefix = prefixOf(typeName);
  return (reference: { id: string }, request: Request) => {
    const id = parseId(reference.id);
    if (id?.prefix !== prefix) return null;
    return find ? find(request, id.uuid) : { id: id.uuid };
  };
}
