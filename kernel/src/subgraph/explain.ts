import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import type { Policy } from '../access/policy.js';
import type { Owned } from '../access/reach.js';
import { readingOf, type Spoken } from '../access/reading.js';
import { judge, type Rule, ruleInWords, type Verdict } from '../access/rule.js';
import { RequestError } from '../errors/request-error.js';
import { Shareable } from '../graph/directives.js';
import { encodeId, type Id, parseId, prefixOf } from '../graph/id.js';
import { nodeName } from '../graph/node.js';
import type { Request } from '../request/request.js';

/** What decides whether somebody may. */
export enum AccessGround {
  ROLE = 'ROLE',
  OWNERSHIP = 'OWNERSHIP',
  SCOPE = 'SCOPE',
  USER = 'USER',
  NARROWED = 'NARROWED',
  NOT_FOUND = 'NOT_FOUND',
}
registerEnumType(AccessGround, {
  name: 'AccessGround',
  description: 'What decides whether somebody may do something.',
  valuesConfig: {
    ROLE: { description: 'Their role in the organization.' },
    OWNERSHIP: { description: "Whether the thing is theirs, their teams' or nobody's." },
    SCOPE: { description: "An operator's scope." },
    USER: { description: 'That a user asks themselves, and no key in their name.' },
    NARROWED: { description: 'What their API key is for.' },
    NOT_FOUND: { description: 'There is no such thing here, or they cannot read it.' },
  },
});

@Shareable()
@ObjectType({
  description: 'Whether somebody may do something with a thing, and why.',
  simpleResolvers: true,
})
export class AccessExplanation {
  @Field(() => Boolean, { description: 'They may.' })
  isAllowed!: boolean;
  @Field(() => AccessGround, { description: 'What decided it.' })
  ground!: AccessGround;
  @Field(() => String, { description: 'The rule of the action, in words.' })
  rule!: string;
  @Field(() => String, { description: 'What the rule means for them, in a sentence.' })
  reason!: string;
}

/** The same for who answers it without classes; composition compares the two. */
export const accessSdl = `"""Whether somebody may do something with a thing, and why."""
type AccessExplanation @shareable {
  """They may."""
  isAllowed: Boolean!
  """What decided it."""
  ground: AccessGround!
  """The rule of the action, in words."""
  rule: String!
  """What the rule means for them, in a sentence."""
  reason: String!
}

"""What decides whether somebody may do something."""
enum AccessGround {
  """Their role in the organization."""
  ROLE
  """Whether the thing is theirs, their teams' or nobody's."""
  OWNERSHIP
  """An operator's scope."""
  SCOPE
  """That a user asks themselves, and no key in their name."""
  USER
  """What their API key is for."""
  NARROWED
  """There is no such thing here, or they cannot read it."""
  NOT_FOUND
}`;

interface Findable extends Spoken {
  readonly find: (request: Request, id: Id) => Promise<object | null>;
}

/** Gives a subgraph `accessOf`, which answers of its own nodes what the graph's `explainAccess` is asked. */
export function explainResolver(policy: Policy, nodes: readonly Findable[]) {
  const reading = readingOf(nodes);
  const byPrefix = new Map(nodes.map((node) => [prefixOf(nodeName(node.type) as string), node]));

  @Resolver()
  class ExplainResolver {
    @Query(() => AccessExplanation, {
      description: 'Whether who asks may do something with a node of this subgraph, and by which rule.',
    })
    @Directive('@inaccessible')
    @Directive('@shareable')
    async accessOf(
      @Arg('entity', () => ID, { description: 'The id of the node.' }) entity: string,
      @Arg('action', () => String, { description: 'A noun and a verb: `deal:write`.' }) action: string,
      @Ctx() request: Request,
    ): Promise<AccessExplanation> {
      const id = parseId(entity);
      const node = id && byPrefix.get(id.prefix);
      if (!node)
        throw new RequestError(
          'BAD_USER_INPUT',
          `${JSON.stringify(entity.slice(0, 60))} is no id of a node here`,
        );
      const rule = ruleOf(policy, action);
      const read = reading.get(nodeName(node.type) as string) as string;
      const ask = (one: string, record?: Owned) => judge(one, ruleOf(policy, one), request.actor, record);
      // What somebody may not read or do with any, they learn nothing of by asking.
      const first = [ask(read), ask(action)].find(({ isAllowed }) => !isAllowed);
      if (first) return explained(first, rule);
      const found = await node.find(request, id.uuid);
      return found
        ? explained(ask(action, found), rule)
        : notFound(encodeId(nodeName(node.type) as string, id.uuid), rule);
    }
  }
  return ExplainResolver;
}

function ruleOf({ rules }: Policy, action: string): Rule {
  const rule = Object.hasOwn(rules, action) ? rules[action] : undefined;
  if (rule) return rule;
  const known = Object.keys(rules).sort().join(', ');
  throw new RequestError(
    'BAD_USER_INPUT',
    `There is no action ${JSON.stringify(action.slice(0, 60))} here; there are ${known}`,
  );
}

function explained({ isAllowed, ground, reason }: Verdict, rule: Rule): AccessExplanation {
  return { isAllowed, ground: AccessGround[ground], rule: ruleInWords(rule), reason };
}

function notFound(id: string, rule: Rule): AccessExplanation {
  const reason = `There is no ${id} here, or you cannot read it`;
  return { isAllowed: false, ground: AccessGround.NOT_FOUND, rule: ruleInWords(rule), reason };
}
