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

/** What the tables say, written down once more, by hand: whether somebody may with some of what there is. */
export function may(actor: Actor, action: string): boolean {
  const { own } = ruleOf(action);
  return mayWithAll(actor, action) || (!isNarrowed(actor, action) && reaches(actor, own));
}

/** The same for whatever there is, whosever it is. */
export function mayWithAll(actor: Actor, action: string): boolean {
  const { least, scope, user, byKey } = ruleOf(action);
  const { scopes, userId, keyId } = actor;
  if (isNarrowed(actor, action) || (keyId && byKey === false)) return false;
  const isOperator = scope !== undefined && scopes.includes(scope);
  return reaches(actor, least) || isOperator || Boolean(user && userId && !keyId);
}

function isNarrowed({ narrowedTo }: Actor, action: string): boolean {
  return narrowedTo ? !narrowedTo.includes(action) : false;
}

function reaches({ role }: Actor, least: Role | undefined): boolean {
  if (role === null || least === undefined) return false;
  return rolesUpwards.indexOf(role) >= rolesUpwards.indexOf(least);
}

function ruleOf(action: string): Rule {
  const rule = rules.get(action);
  if (!rule) throw new Error(`No table speaks of ${action}`);
  return rule;
}
