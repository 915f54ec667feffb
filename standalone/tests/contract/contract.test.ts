import {
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import {
  api,
  enums,
  fields,
  inputFields,
  inputs,
  objects,
  subgraphFields,
  subgraphObjects,
  types,
} from './schemas.js';

const mutations = Object.values(api.getMutationType()?.getFields() ?? {});
const isList = (type: GraphQLOutputType) => isListType(getNullableType(type));
const capitalized = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;
const screaming = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The places where a rule does not hold. */
function offenders<Place extends { at: string }>(places: readonly Place[], holds: (place: Place) => boolean) {
  return places.filter((place) => !holds(place)).map(({ at }) => at);
}

describe('descriptions', () => {
  test('every type has one', () => {
    const places = types.map((type) => ({ at: type.name, type }));
    expect(offenders(places, ({ type }) => Boolean(type.description))).toEqual([]);
  });

  test('every field and every field of an input has one', () => {
    expect(offenders([...fields, ...inputFields], ({ field }) => Boolean(field.description))).toEqual([]);
  });

  test('every argument has one', () => {
    const places = fields.flatMap(({ at, field }) =>
      field.args.map((argument) => ({ at: `${at}(${argument.name})`, argument })),
    );
    expect(offenders(places, ({ argument }) => Boolean(argument.description))).toEqual([]);
  });

  test('every value of an enum has one', () => {
    const places = enums.flatMap((type) =>
      type.getValues().map((value) => ({ at: `${type.name}.${value.name}`, value })),
    );
    expect(offenders(places, ({ value }) => Boolean(value.description))).toEqual([]);
  });
});

describe('lists', () => {
  const connections = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));

  test('every connection is paged from both ends', () => {
    expect(connections).not.toEqual([]);
    expect(
      offenders(connections, ({ field }) =>
        ['first', 'after', 'last', 'before'].every((name) => field.args.some((arg) => arg.name === name)),
      ),
    ).toEqual([]);
  });

  test('every connection has edges, nodes, pageInfo and totalCount', () => {
    const found = objects
      .filter(({ name }) => name.endsWith('Connection'))
      .map((type) => ({ at: type.name, type }));
    expect(
      offenders(
        found,
        ({ type }) => Object.keys(type.getFields()).sort().join() === 'edges,nodes,pageInfo,totalCount',
      ),
    ).toEqual([]);
  });

  test('every list declares its size, where a connection does not do it for its edges and nodes', () => {
    const lists = subgraphFields.filter(({ typeName, field }) => {
      const { type } = field;
      const inner = type.kind === 'NonNullType' ? type.type : type;
      const isPage = inner.kind === 'NamedType' && inner.name.value.endsWith('Connection');
      return isPage || (inner.kind === 'ListType' && !typeName.endsWith('Connection'));
    });
    expect(
      offenders(
        lists,
        ({ field }) => field.directives?.some(({ name }) => name.value.endsWith('listSize')) ?? false,
      ),
    ).toEqual([]);
  });
});

describe('mutations', () => {
  const places = mutations.map((field) => ({ at: field.name, field }));
  const payloads = mutations.map(({ name, type }) => ({
    at: name,
    type: getNamedType(type) as GraphQLObjectType,
  }));

  test('are verbNoun(input: VerbNounInput!): VerbNounPayload!', () => {
    expect(
      offenders(places, ({ field }) => {
        const [argument, ...others] = field.args;
        const name = capitalized(field.name);
        return (
          others.length === 0 &&
          argument?.name === 'input' &&
          String(argument.type) === `${name}Input!` &&
          String(field.type) === `${name}Payload!`
        );
      }),
    ).toEqual([]);
  });

  test('answer userErrors, which are always there', () => {
    expect(
      offenders(payloads, ({ type }) => String(type.getFields().userErrors?.type) === '[UserError!]!'),
    ).toEqual([]);
  });

  test('take expectedVersion wherever they change one thing that has a version', () => {
    const changes = mutations
      .map(({ name, args }) => ({ at: name, input: getNamedType(args[0]?.type) as GraphQLInputObjectType }))
      .filter(({ at }) => /^update[A-Z]/.test(at));
    expect(changes).not.toEqual([]);
    expect(
      offenders(changes, ({ at, input }) => {
        const noun = api.getType(at.replace('update', ''));
        const isVersioned = isObjectType(noun) && 'version' in noun.getFields();
        const { id, expectedVersion } = input.getFields();
        // One's own organization needs no id: the token names it.
        const hasId = String(id?.type) === 'ID!' || at === 'updateOrganization';
        return hasId && (!isVersioned || String(expectedVersion?.type) === 'Int');
      }),
    ).toEqual([]);
  });
});

describe('federation', () => {
  test('an entity has one key, its id', () => {
    const entities = subgraphObjects
      .filter(({ keys }) => keys.length > 0)
      .map(({ subgraph, definition, keys }) => ({ at: `${subgraph}: ${definition.name.value}`, keys }));
    expect(offenders(entities, ({ keys }) => keys.join() === 'id')).toEqual([]);
  });

  test("what one subgraph adds to another's entity is nullable, connections included", () => {
    const added = subgraphFields.filter(({ isForeign, field }) => isForeign && field.name.value !== 'id');
    expect(added).not.toEqual([]);
    expect(offenders(added, ({ field }) => field.type.kind !== 'NonNullType')).toEqual([]);
  });
});

describe('names', () => {
  test('values of enums are UPPER_CASE', () => {
    const places = enums.flatMap((type) =>
      type.getValues().map(({ name }) => ({ at: `${type.name}.${name}`, name })),
    );
    expect(offenders(places, ({ name }) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([]);
  });

  test('a list is ordered by public fields of its type', () => {
    // The order of `records(definition:)` is named after neither: its nodes are records.
    const nodeOf = (name: string) =>
      api.getType(name.replace('OrderField', '').replace('DefinedRecord', 'Record'));
    const places = enums
      .filter(({ name }) => name.endsWith('OrderField'))
      .flatMap((type) => type.getValues().map(({ name }) => ({ at: `${type.name}.${name}`, type, name })));
    expect(
      offenders(places, ({ type, name }) => {
        const node = nodeOf(type.name);
        return isObjectType(node) && Object.keys(node.getFields()).some((field) => screaming(field) === name);
      }),
    ).toEqual([]);
  });
});

describe('scalars', () => {
  const everywhere = [...fields, ...inputFields];
  const named = (pattern: RegExp) => everywhere.filter(({ field }) => pattern.test(field.name));

  test('nothing is a Float', () => {
    expect(offenders(everywhere, ({ field }) => getNamedType(field.type).name !== 'Float')).toEqual([]);
  });

  test('an instant is a DateTime', () => {
    const filters = /Filter$/;
    const instants = named(/[a-z]At$/);
    expect(
      offenders(
        instants,
        ({ type, field }) =>
          getNamedType(field.type).name === (filters.test(type.name) ? 'DateTimeFilter' : 'DateTime'),
      ),
    ).toEqual([]);
  });

  test('an amount is Money where it is read, and a Decimal where it is written', () => {
    const amounts = named(
      /^(amount|total|freight|tax|price|unitPrice|discount|totalSpent|averageOrderValue)$/,
    );
    const right = ['Money', 'Decimal', 'DecimalFilter'];
    expect(offenders(amounts, ({ field }) => right.includes(getNamedType(field.type).name))).toEqual([]);
    const read = amounts.filter(({ type }) => isObjectType(type) && type.name !== 'Money');
    expect(offenders(read, ({ field }) => getNamedType(field.type).name === 'Money')).toEqual([]);
  });

  test('an id is an ID wherever it is given', () => {
    const places = [
      ...fields.flatMap(({ at, field }) =>
        field.args.map(({ name, type }) => ({ at: `${at}(${name})`, name, type, owner: '' })),
      ),
      ...inputFields.map(({ at, type, field }) => ({
        at,
        name: field.name,
        type: field.type,
        owner: type.name,
      })),
    ].filter(({ name }) => /^ids?$|[a-z]Ids?$/.test(name) && !/^externalIds?$/.test(name));
    // The id inside an external id is another system's word, that inside a manifest a hash, and a request is no node.
    const foreign = ['ExternalIdInput', 'ManifestOperationInput'];
    const own = places.filter(({ owner, name }) => !foreign.includes(owner) && name !== 'requestId');
    expect(offenders(own, ({ type }) => ['ID', 'IdFilter'].includes(getNamedType(type).name))).toEqual([]);
  });
});

describe('one of several keys', () => {
  const keys = inputs.filter((type) =>
    [...fields.flatMap(({ field }) => field.args), ...inputFields.map(({ field }) => field)].some(
      ({ name, type: given }) => name === 'by' && getNamedType(given) === type,
    ),
  );

  test('the members of `by` are nullable, and its description says that one is given', () => {
    expect(keys).not.toEqual([]);
    const places = keys.map((type) => ({ at: type.name, type }));
    expect(
      offenders(
        places,
        ({ type }) =>
          isInputObjectType(type) &&
          /one/i.test(type.description ?? '') &&
          Object.values(type.getFields()).every((field) => !isNonNullType(field.type)),
      ),
    ).toEqual([]);
  });
});

test('lists of what is read hold no gaps, but for nodes that may be missing', () => {
  const lists = fields.filter(({ field }) => isList(field.type));
  expect(
    offenders(lists, ({ at, field }) => at === 'Query.nodes' || /!\]!?$/.test(String(field.type))),
  ).toEqual([]);
});
