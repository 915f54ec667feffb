import { limitSettings, limitsOf, type StartGatewayOptions } from '@kith/gateway';
import { readConfiguration } from '@kith/kernel';
import { unlimited } from './unlimited.js';

/** A gateway that does less than it can: what it leaves undone is what its name says. */
export interface Switched {
  readonly name: string;
  readonly changed: Partial<StartGatewayOptions>;
}

const endless = '1000000000';
const limits = (said: Record<string, string>) => limitsOf(readConfiguration(said, limitSettings));

/** Counts as it does anywhere, up to what no benchmark reaches. */
export const everything: Switched = {
  name: 'everything',
  changed: { limits: limits({ USER_REQUESTS_PER_MINUTE: endless, USER_COST_PER_MINUTE: endless }) },
};

export const bare: Switched = { name: 'without limits, cost and rates', changed: { limits: null } };

export const switches: readonly Switched[] = [
  everything,
  { name: 'without rates', changed: { limits: limits(unlimited) } },
  bare,
];
