import type { ApolloServerPlugin } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { tooCostly } from '../admission/admission.js';
import { pointsOf } from '../admission/cost/cost.js';
import type { Engine } from '../engine/engine.js';
import type { GatewayContext } from './context.js';

/** Whether a request wants to know about its operation, and not to run it. */
export function isCheck({ extensions }: { readonly extensions?: object | null }): boolean {
  return (extensions as { check?: unknown } | null | undefined)?.check === true;
}

/**
 * Answers `extensions: { check: true }`: the operation is parsed, validated, planned and priced as if it were to be run, and
 * not run. Its name and type are told, and what it costs with the variables given.
 */
export function checkOnly(engine: () => Engine, mostCost: number): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ request, source, operation }) {
          if (!isCheck(request)) return null;
          const prepared = engine().prepare(source, request.operationName);
          // What cannot be run is refused where it would be run.
          if ('errors' in prepared) return null;
          const requested = pointsOf(prepared.costs.estimate(request.variables ?? {}));
          if (requested > mostCost) return answered({ errors: [tooCostly(requested, mostCost).toJSON()] });
          const checked = { name: operation.name?.value ?? null, type: operation.operation };
          return answered({ data: null, extensions: { checked, cost: { requested } } });
        },
      };
    },
  };
}

function answered(singleResult: object) {
  return {
    http: { status: undefined, headers: new HeaderMap() },
    body: { kind: 'single' as const, singleResult },
  };
}
