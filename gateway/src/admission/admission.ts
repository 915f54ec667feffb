import { type Logger, RequestError } from '@kith/kernel';
import type { ExecutionResult } from 'graphql';
import type { Engine } from '../engine/engine.js';
import type { Prepared } from '../engine/prepare.js';
import type { GatewayContext } from '../graph/context.js';
import { pointsOf } from './cost/cost.js';
import type { Limits } from './limits.js';
import { Places } from './places.js';
import type { Standing } from './rate/buckets.js';
import { openBuckets } from './rate/buckets.js';
import { clientOf } from './rate/client.js';
import { type Paid, Rates } from './rate/rates.js';
import type { ToldCost } from './told-cost.js';
import { refuseOversizeVariables } from './variable-limits.js';

type Variables = Readonly<Record<string, unknown>>;

/** The one gate: every operation passes it, on every transport. First its text, then its cost, then what its client may. */
export interface Admission {
  /** Null is without end. */
  readonly limits: Limits | null;
  /** WebSockets by address. */
  readonly connections: Places;
  /**
   * Lets a request in, once however often it is asked: counts it for its client, and looks at the text before anything is done with it.
   *
   * @throws GraphQLError `RATE_LIMITED`, `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`
   */
  enter(context: GatewayContext, engine: Engine, text?: string, operationName?: string | null): Promise<void>;
  /** Runs a query or a mutation that may cost what it can. What is refused is an answer without data. */
  run(
    engine: Engine,
    prepared: Prepared,
    variables: Variables,
    context: GatewayContext,
  ): Promise<ExecutionResult>;
  /**
   * Lets a subscription be opened; answers how its place is given back.
   *
   * @throws RequestError `COST_LIMIT_EXCEEDED`, `RATE_LIMITED`, `OPERATION_NOT_ALLOWED`
   */
  open(prepared: Prepared, variables: Variables, context: GatewayContext): Promise<() => void>;
  /** What the answer says of its cost. */
  costOf(context: GatewayContext): { readonly cost: ToldCost } | undefined;
  /** How many requests are left to the client of this one. */
  standingOf(context: GatewayContext): Standing | undefined;
  stop(): void;
}

export interface AdmissionOptions {
  readonly limits: Limits;
  /** Where all gateways count together; null is this process alone. */
  readonly redisUrl: string | null;
  readonly logger: Logger;
}

/** No gate: whoever is let in may ask anything. */
export const openDoor: Admission = {
  limits: null,
  connections: new Places(0),
  enter: async () => undefined,
  run: (engine, prepared, variables, context) => engine.run(prepared, variables, context),
  open: async () => () => undefined,
  costOf: () => undefined,
  standingOf: () => undefined,
  stop: () => undefined,
};

export function openAdmission({ limits, redisUrl, logger }: AdmissionOptions): Admission {
  const buckets = openBuckets(redisUrl, logger);
  const rates = new Rates(limits.perMinute, buckets);
  const subscriptions = new Places(limits.subscriptions);
  const entered = new WeakMap<GatewayContext, Standing | null>();
  const told = new WeakMap<GatewayContext, ToldCost>();
  const charge = async (prepared: Prepared, variables: Variables, context: GatewayContext): Promise<Paid> => {
    refuseOversizeVariables(variables);
    const requested = pointsOf(prepared.costs.estimate(variables));
    if (requested > limits.cost) throw tooCostly(requested, limits.cost);
    return rates.pay(clientOf(context), requested);
  };
  return {
    limits,
    connections: new Places(limits.connections),
    async enter(context, engine, text, operationName) {
      if (!entered.has(context)) {
        entered.set(context, null);
        const standing = await rates.count(clientOf(context));
        entered.set(context, standing);
        if (standing?.isRefused) throw tooMany(standing);
      }
      if (text !== undefined) engine.screen(text, operationName);
    },
    async run(engine, prepared, variables, context) {
      let paid: Paid;
      try {
        paid = await charge(prepared, variables, context);
      } catch (error) {
        if (error instanceof RequestError) return { errors: [error] };
        throw error;
      }
      const answer = await engine.run(prepared, variables, context);
      told.set(context, paid.settle(pointsOf(prepared.costs.actual(answer.data, variables))));
      return answer;
    },
    async open(prepared, variables, context) {
      await charge(prepared, variables, context);
      const client = clientOf(context);
      const leave = client ? subscriptions.take(`${client.payer}:${client.id}`) : () => undefined;
      if (leave) return leave;
      const message = `A client has at most ${limits.subscriptions} subscriptions open`;
      throw new RequestError('OPERATION_NOT_ALLOWED', message, { http: { status: 429 } });
    },
    costOf(context) {
      const cost = told.get(context);
      return cost && { cost };
    },
    standingOf: (context) => entered.get(context) ?? undefined,
    stop: () => buckets.stop(),
  };
}

/** The refusal of what can cost too much. */
export function tooCostly(requested: number, most: number): RequestError {
  const message = `The operation can cost ${requested}, which is more than ${most}: ask for shorter lists, or for less of what is in them`;
  return new RequestError('COST_LIMIT_EXCEEDED', message, { requested, limit: most, http: { status: 400 } });
}

function tooMany({ most, resetMs }: Standing): RequestError {
  const message = `More than ${most} requests within a minute; ask again in ${Math.ceil(resetMs / 1000)} s`;
  return new RequestError('RATE_LIMITED', message, { retryAfterMs: resetMs, http: { status: 429 } });
}
