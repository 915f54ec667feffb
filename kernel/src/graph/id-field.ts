import { Arg, Extensions, Field, ID } from 'type-graphql';
import { mark } from './marks.js';

/** The name under which a field notes the type of the ids in one of its arguments. */
export function idArgumentExtension(argument: string): string {
  return `kithId:${argument}`;
}

interface IdFieldOptions {
  description: string;
  nullable?: boolean;
  /** A list of ids. */
  list?: boolean;
}

/** A field of an input or a type that holds ids of one type: TypeIDs for the client, UUIDs in code. */
export function IdField(typeName: string, { list, ...options }: IdFieldOptions): PropertyDecorator {
  return (target, property) => {
    Field(() => (list ? [ID] : ID), options)(target, property);
    mark('kithId', typeName)(target, property);
  };
}

/** An argument that is the id of a node of one type. */
export function IdArg(
  typeName: string,
  argument: string,
  { list, ...options }: IdFieldOptions,
): ParameterDecorator {
  return (target, method, index) => {
    Arg(argument, () => (list ? [ID] : ID), options)(target, method as string, index);
    Extensions({ [idArgumentExtension(argument)]: typeName })(target, method as string, {});
  };
}
