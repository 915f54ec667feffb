import { Directive, Extensions } from 'type-graphql';
import type { Actor } from '../access/actor.js';
import { RequestError } from '../errors/request-error.js';

/** The name under which a field notes that only gateways may ask it. */
export const internalExtension = 'kithInternal';

const gatewayScope = 'gateway';

/** A gateway itself, which asks in nobody's name. No client, key or token is ever taken for it. */
export const gatewayActor: Actor = {
  userId: null,
  organizationId: null,
  role: null,
  scopes: [gatewayScope],
};

/**
 * A field of a root type that gateways ask for themselves, and a type that only such fields answer: composition leaves
 * both out of what clients see, and the field refuses everybody else.
 */
export function Internal(): ClassDecorator & MethodDecorator {
  return ((target: object, method?: string | symbol, descriptor?: PropertyDescriptor) => {
    const inaccessible = Directive('@inaccessible');
    if (method === undefined) return (inaccessible as ClassDecorator)(target as never);
    (inaccessible as MethodDecorator)(target, method, descriptor as never);
    Extensions({ [internalExtension]: true })(target, method, descriptor as never);
  }) as ClassDecorator & MethodDecorator;
}

/** @throws RequestError `FORBIDDEN` for whoever is no gateway. */
export function requireGateway({ scopes }: Pick<Actor, 'scopes'>): void {
  if (!scopes.includes(gatewayScope))
    throw new RequestError('FORBIDDEN', 'Only gateways of this installation may ask this');
}

/** The scopes that a token may carry: whoever signed it, its holder is no gateway. */
export function clientScopes(scopes: readonly string[]): string[] {
  return scopes.filter((scope) => scope !== gatewayScope);
}
