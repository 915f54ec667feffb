import { ruleInWords, type Subgraph } from '@kith/kernel';
import { subgraphs } from '../subgraphs.js';

/** The tables of who may do what, for people: each action with its rule, and the fields that ask for it. */
export function printRights(): string {
  return `${[
    '# Rights',
    'Who may do what. `npm run schema` prints this from `src/policy.ts` of each subgraph and from the graph. A field asks for the actions beside it, and whoever may not gets null and `FORBIDDEN` at its path; `explainAccess` says why. What has an owner, deals, contacts, activities and records, members change when it is their own, their teams’ or nobody’s; `Organization.memberReach` says how far they read it. An API key is narrowed to actions: `deal:write`, `deal:*`, `*:read`.',
    ...subgraphs.flatMap((subgraph) => [`## ${subgraph.name}`, tableOf(subgraph)]),
    '## Without an action',
    'These ask for none: they are for anybody, for whoever asks to be told of themselves, or ask for the actions of what they lead to.',
    rootsWithout().join(', '),
  ].join('\n\n')}\n`;
}

function tableOf({ policy, needed }: Subgraph): string {
  const rows = Object.entries(policy.rules).map(([action, rule]) => {
    const fields = [...needed]
      .filter(([, actions]) => actions.includes(action))
      .map(([field]) => `\`${field}\``);
    return `| \`${action}\` | ${ruleInWords(rule)} | ${fields.sort().join(', ')} |`;
  });
  return ['| action | who | asked by |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Root fields that clients see and that belong to no action. */
export function rootsWithout(): string[] {
  const roots = subgraphs.flatMap(({ schema, needed }) =>
    [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {})
        .filter(({ name, astNode }) => !name.startsWith('_') && !isInternal(astNode))
        .map(({ name }) => `${type?.name}.${name}`)
        .filter((field) => !needed.has(field)),
    ),
  );
  return roots.sort().map((field) => `\`${field}\``);
}

function isInternal(
  node: { readonly directives?: readonly { readonly name: { readonly value: string } }[] } | null | undefined,
): boolean {
  return node?.directives?.some(({ name }) => name.value === 'inaccessible') ?? false;
}
