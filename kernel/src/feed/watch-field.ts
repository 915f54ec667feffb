import { Arg } from 'type-graphql';

/** What a subscription to the changes of something says of itself, after `Each change of deals`. */
export function describeWatch(what: string): string {
  return `${what}, as it is committed; what was missed is sent first to whoever gives the last cursor that they saw. Ends with \`CURSOR_EXPIRED\` when changes after it were removed.`;
}

/** The argument `after` of such a subscription: `followChanges` reads it. */
export function AfterArg(): ParameterDecorator {
  const description = 'Begin behind this cursor, and not with what happens from now on.';
  return (target, method, index) =>
    Arg('after', () => String, { nullable: true, description })(target, method as string, index);
}
