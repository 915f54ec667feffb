import type { Actor, Role, Rule } from '@kith/kernel';
import { subgraphs } from '../../src/subgraphs.js';

/** The least first. */
export const rolesUpwards: readonly Role[] = ['VIEWER', 'MEMBER', 'MANAGER', 'ADMIN', 'OWNER'];

const rules = new Map<string, Rule>(subgraphs.flatMap(({ policy }) => Object.entries(policy.rules)));
const actions = new Map<string, readonly string[]>();
for (const { needed } of subgraphs)
  for (const [field, asked] of needed) actions.set(field, [...(actions.get(field) ?? []), ...asked]);

/** The actions that a field asks for, as the subgraphs say: `Query.deals` asks for `deal:read`. */
export function actionsOf(typeName: string, fieldName: string): readonly string[] {
  return actions.get(`${typeName}.${fieldName}`) ?? [];
}

export const allActions: readonly string[] = [...rules.keys()];

/** Whether a rule looks at whose a thing is. */
export function looksAtOwner(action: string): boolean {
  return ruleOf(action).own !== undefined;
}

/** What the tables say, written down once more, by hand: of what has an owner, whether there is any that they may. */
export function may({ role, scopes, narrowedTo, userId, keyId }: Actor, action: string): boolean {
  const { least, own, scope, user } = ruleOf(action);
  if (narrowedTo && !narrowedTo.includes(action)) return false;
  const place = role === null ? -1 : rolesUpwards.indexOf(role);
  const reaches = (needed: Role | undefined) => needed !== undefined && place >= rolesUpwards.indexOf(needed);
  const isOperator = scope !== undefined && scopes.includes(scope);
  return reaches(least) || reaches(own) || isOperator || Boolean(user && userId && !keyId);
}

export function mayAll(actor: Actor, asked: readonly string[]): boolean {
  return asked.every((action) => may(actor, action));
}

function ruleOf(action: string): Rule {
  const rule = rules.get(action);
  if (!rule) throw new Error(`No table speaks of ${action}`);
  return rule;
}
