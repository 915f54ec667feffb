import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';
import { RequestError } from '../errors/request-error.js';
import { defaultBounds } from '../graph/bounds.js';
import { decodeId } from '../graph/id.js';
import { idArgumentExtension } from '../graph/id-field.js';
import { readMark } from '../graph/marks.js';

type Arguments = Record<string, unknown>;
type Reader = (value: unknown, path: string) => unknown;

/**
 * Compiles what a field does with its arguments before its resolver sees them: ids of the right type become UUIDs, and
 * lists and texts over their bound are refused. Answers null where there is nothing to do.
 *
 * @throws RequestError `BAD_USER_INPUT`, from the compiled function, with the path of what is wrong.
 */
export function compileArguments(
  field: GraphQLField<unknown, unknown>,
): ((given: Arguments) => Arguments) | null {
  const readers = field.args.map(
    (argument) => [argument.name, readerOf(argument, argumentIdType(field, argument))] as const,
  );
  const needed = readers.filter((entry): entry is [string, Reader] => entry[1] !== null);
  if (needed.length === 0) return null;
  // A compiled query gives all objects of a list the same.
  const known = new WeakMap<Arguments, Arguments>();
  return (given) => {
    const found = known.get(given);
    if (found) return found;
    const read = { ...given };
    for (const [name, reader] of needed) {
      if (read[name] !== undefined && read[name] !== null) read[name] = reader(read[name], name);
    }
    known.set(given, read);
    return read;
  };
}

function argumentIdType(
  field: GraphQLField<unknown, unknown>,
  argument: GraphQLArgument,
): string | undefined {
  return (
    (field.extensions[idArgumentExtension(argument.name)] as string | undefined) ??
    readMark(argument.astNode, 'kithId')
  );
}

function readerOf(element: GraphQLArgument | GraphQLInputField, idType: string | undefined): Reader | null {
  const bound = readMark(element.astNode, 'kithMost');
  return valueReader(element.type, idType, bound === undefined ? undefined : Number(bound));
}

function valueReader(
  type: GraphQLInputType,
  idType: string | undefined,
  bound: number | undefined,
): Reader | null {
  const nullable = getNullableType(type) as GraphQLInputType;
  if (isListType(nullable))
    return listReader(valueReader(nullable.ofType, idType, undefined), bound ?? defaultBounds.items);
  if (isInputObjectType(nullable)) return inputReader(nullable);
  if (!isScalarType(nullable)) return null;
  if (idType && nullable.name === 'ID') return (value, path) => readId(idType, value as string, path);
  if (nullable.name === 'String' || nullable.name === 'ID')
    return textReader(bound ?? defaultBounds.characters);
  return null;
}

function readId(typeName: string, value: string, path: string): string {
  try {
    return decodeId(typeName, value);
  } catch (error) {
    throw new RequestError('BAD_USER_INPUT', `${path}: ${(error as Error).message}`);
  }
}

function textReader(bound: number): Reader {
  return (value, path) => {
    if ((value as string).length > bound)
      throw new RequestError('BAD_USER_INPUT', `${path} has more than ${bound} characters`);
    return value;
  };
}

function listReader(reader: Reader | null, bound: number): Reader {
  return (value, path) => {
    const items = value as unknown[];
    if (items.length > bound)
      throw new RequestError(
        'BAD_USER_INPUT',
        `${path} has ${items.length} items; at most ${bound} are taken`,
      );
    if (!reader) return items;
    return items.map((item, index) => (item === null ? null : reader(item, `${path}.${index}`)));
  };
}

/** Input types may contain themselves (`and`, `or`, `not`), so a type's readers are found at its first use. */
const inputReaders = new WeakMap<GraphQLInputType, Reader>();

function inputReader(type: Extract<GraphQLInputType, { getFields(): unknown }>): Reader {
  const known = inputReaders.get(type);
  if (known) return known;
  const readers = new Map<string, Reader>();
  const reader: Reader = (value, path) => {
    const read: Arguments = { ...(value as Arguments) };
    for (const [name, fieldReader] of readers) {
      if (read[name] !== undefined && read[name] !== null)
        read[name] = fieldReader(read[name], `${path}.${name}`);
    }
    return read;
  };
  inputReaders.set(type, reader);
  for (const field of Object.values(type.getFields())) {
    const fieldReader = readerOf(field, readMark(field.astNode, 'kithId'));
    if (fieldReader) readers.set(field.name, fieldReader);
  }
  return reader;
}
