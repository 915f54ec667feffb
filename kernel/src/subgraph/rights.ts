import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isNonNullType,
} from 'graphql';
import { mayExtension, type Policy } from '../access/policy.js';
import { readingOf, type Spoken } from '../access/reading.js';
import type { Judged } from '../access/rule.js';
import type { Request } from '../request/request.js';
import { keepListed } from './listed-rights.js';

type AnyField = GraphQLField<unknown, unknown>;

/** The rights of a subgraph's graph: which actions a field belongs to, and what keeps it from whoever may not. */
export interface Rights {
  /**
   * The actions that a field asks for: what it says itself, and the reading of the node that it answers.
   *
   * @throws Error when the policy does not know one.
   */
  actionsOf(type: GraphQLObjectType, field: AnyField): readonly string[];
  /** Lets an executable field answer nobody who may not. */
  keep(built: GraphQLObjectType, builtField: AnyField, field: GraphQLField<unknown, Request>): void;
  /** @throws RequestError `FORBIDDEN` for whoever may not read nodes of the type. */
  requireReading(typeName: string, actor: Judged): void;
}

/** @throws Error when the policy lacks an action that the graph needs, or a field could not be null for whoever may not. */
export function rightsOf(policy: Policy, nodes: readonly Spoken[]): Rights {
  const reading = readingOf(nodes);
  for (const action of reading.values()) requireKnown(policy, action);

  const actionsOf: Rights['actionsOf'] = (type, field) => {
    const own = field.extensions[mayExtension] as string | undefined;
    if (own) requireKnown(policy, own);
    const read = readOf(getNamedType(field.type), reading);
    // Who reads a thing reads its parts.
    const isRead = read && read !== readOf(type, reading);
    return [own, isRead ? read : undefined].filter((action) => action !== undefined);
  };

  return {
    actionsOf,
    keep(built, builtField, field) {
      const actions = actionsOf(built, builtField);
      if (actions.length > 0) keepField(field, (actor) => require(policy, actions, actor));
      if (builtField.extensions[mayExtension] && !isRoot(built) && isNonNullType(field.type))
        throw new Error(`${built.name}.${field.name} needs a right, and so has to be nullable`);
      keepListed(built, builtField, field, (type, actor) => hiddenOf(policy, type, actor));
    },
    requireReading(typeName, actor) {
      const read = reading.get(typeName);
      if (read) policy.authorize(actor, read);
    },
  };
}

/** The action of reading what a type answers: a node, or a page, an edge or a change of one. */
function readOf(
  type: GraphQLOutputType | GraphQLObjectType,
  reading: ReadonlyMap<string, string>,
): string | undefined {
  const { name } = getNamedType(type);
  return reading.get(name) ?? reading.get(name.replace(/(Connection|Edge|Change)$/, ''));
}

function require(policy: Policy, actions: readonly string[], actor: Judged): void {
  for (const action of actions) policy.authorize(actor, action);
}

/**
 * Permission is asked for each answer: a subscription asks it when it begins and again for each event. What an actor may with
 * a field does not change with the object, so it is judged once for each actor.
 */
export function keepField(field: GraphQLField<unknown, Request>, judge: (actor: Judged) => void): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const allowed = new WeakSet<Judged>();
  const check = (actor: Judged) => {
    if (allowed.has(actor)) return;
    judge(actor);
    allowed.add(actor);
  };
  field.resolve = (source, given, request, info) => {
    check(request.actor);
    return resolve(source, given, request, info);
  };
  if (!subscribe) return;
  field.subscribe = (source, given, feed, info) => {
    check(feed.actor);
    return subscribe(source, given, feed, info);
  };
}

/** The fields of a type that an actor may not see. */
function hiddenOf({ authorize }: Policy, type: GraphQLObjectType, actor: Judged): (name: string) => void {
  const fields = type.getFields();
  return (name) => {
    const action = fields[name]?.extensions[mayExtension] as string | undefined;
    if (action) authorize(actor, action);
  };
}

const isRoot = ({ name }: GraphQLObjectType) => ['Query', 'Mutation', 'Subscription'].includes(name);

function requireKnown({ rules }: Policy, action: string): void {
  if (!Object.hasOwn(rules, action))
    throw new Error(`The policy does not say who may ${action}: add it to the table in policy.ts`);
}
