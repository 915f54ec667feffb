import { Extensions } from 'type-graphql';
import { RequestError } from '../errors/request-error.js';
import type { Role } from './actor.js';
import type { Owned } from './reach.js';
import { type Judged, judge, type Rule } from './rule.js';

/** The name under which a field notes the action that it belongs to. */
export const mayExtension = 'kithMay';

/** A subgraph's table of who may do what, and what asks it. Actions are a noun and a verb: `deal:write`. */
export interface Policy<Action extends string = string> {
  readonly rules: Readonly<Record<Action, Rule>>;
  /**
   * The first line of every use case: users, keys and jobs meet the same rule. Where the rule looks at whose a thing is,
   * it is asked again with the thing.
   *
   * @throws RequestError `FORBIDDEN` when the actor may not.
   */
  authorize(actor: Judged, action: Action, record?: Owned): void;
  /** Says which action a field belongs to: whoever may not gets null, and `FORBIDDEN` at its path. */
  May(action: Action): PropertyDecorator & MethodDecorator;
}

/** Makes a subgraph's policy of its table: the least role for each action, or a rule. */
export function policy<const Table extends Readonly<Record<string, Role | Rule>>>(
  table: Table,
): Policy<keyof Table & string> {
  const rules = Object.fromEntries(
    Object.entries(table).map(([action, rule]) => [
      action,
      typeof rule === 'string' ? { least: rule } : rule,
    ]),
  ) as Record<keyof Table & string, Rule>;
  return {
    rules,
    authorize(actor, action, record) {
      const { isAllowed, reason } = judge(action, rules[action], actor, record);
      if (!isAllowed) throw new RequestError('FORBIDDEN', reason);
    },
    May: (action) => Extensions({ [mayExtension]: action }) as PropertyDecorator & MethodDecorator,
  };
}
