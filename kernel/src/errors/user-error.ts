import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { BoundedList, Shareable } from '../graph/directives.js';

export enum UserErrorCode {
  REQUIRED = 'REQUIRED',
  INVALID = 'INVALID',
  UNIQUE = 'UNIQUE',
  NOT_FOUND = 'NOT_FOUND',
  STALE_VERSION = 'STALE_VERSION',
  STATE_TRANSITION_NOT_ALLOWED = 'STATE_TRANSITION_NOT_ALLOWED',
  INSUFFICIENT_STOCK = 'INSUFFICIENT_STOCK',
  LIMIT_EXCEEDED = 'LIMIT_EXCEEDED',
}

registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'What kind of mistake an input holds.',
  valuesConfig: {
    REQUIRED: { description: 'Something that is needed is missing.' },
    INVALID: { description: 'A value does not have the shape it must have.' },
    UNIQUE: { description: 'A value that must be unique is taken.' },
    NOT_FOUND: { description: 'What an id or a key names does not exist in this organization.' },
    STALE_VERSION: { description: 'Somebody changed it since it was read; read it again.' },
    STATE_TRANSITION_NOT_ALLOWED: {
      description: 'It cannot go from its present state to the one asked for.',
    },
    INSUFFICIENT_STOCK: { description: 'There is not enough in stock.' },
    LIMIT_EXCEEDED: { description: 'More than the stated bound.' },
  },
});

@Shareable()
@ObjectType({ description: 'A mistake in an input that its sender can mend. Nothing was written.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'What kind of mistake it is.' })
  code!: UserErrorCode;

  @Field(() => String, { description: 'What is wrong and what to do, in a sentence.' })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Where in the input it is, from the outside inwards.',
  })
  @BoundedList(20)
  path!: string[] | null;
}

/** Thrown by use cases; the mutation's payload then carries the errors and the transaction is rolled back. */
export class UserErrors extends Error {
  constructor(readonly errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join('; '));
    this.name = 'UserErrors';
  }
}

/** One user error, ready to be thrown. `path` is relative to the mutation's input. */
export function userError(
  code: keyof typeof UserErrorCode,
  message: string,
  path?: readonly (string | number)[],
): UserErrors {
  return new UserErrors([{ code: UserErrorCode[code], message, path: path?.map(String) ?? null }]);
}

/** Puts the paths of the errors of some work below a part of the input: the work knew that part alone. */
export async function under<Result>(part: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    throw new UserErrors(
      error.errors.map((mistake) => ({ ...mistake, path: [part, ...(mistake.path ?? [])] })),
    );
  }
}
