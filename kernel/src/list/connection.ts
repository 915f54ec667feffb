import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Shareable } from '../graph/directives.js';

@Shareable()
@ObjectType({ description: 'Where a page of a list begins and ends.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more behind the last edge.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'There is more before the first edge.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last edge.' })
  endCursor!: string | null;
}

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** A page of a list. `totalCount` is called, and counted, only when it is selected. */
export interface Connection<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** How many a page holds where nobody says. */
export const defaultPage = 20;

export type ConnectionClass = new () => object;

/** The types of a list: `PersonConnection` and `PersonEdge`. */
export interface ConnectionTypes {
  readonly Connection: ConnectionClass;
  readonly Edge: new () => object;
}

/** Makes the types of lists of a type of node. */
export function connectionTypes(typeName: string, node: () => object): ConnectionTypes {
  class ListEdge {}
  ObjectType(`${typeName}Edge`, { description: `A ${typeName} in a list.`, simpleResolvers: true })(ListEdge);
  Field(() => String, { description: 'Where it stands; `after` and `before` take it.' })(
    ListEdge.prototype,
    'cursor',
  );
  Field(node as () => never, { description: `The ${typeName}.` })(ListEdge.prototype, 'node');

  class ListConnection {}
  ObjectType(`${typeName}Connection`, {
    description: `A page of a list of ${typeName}.`,
    simpleResolvers: true,
  })(ListConnection);
  Field(() => [ListEdge], { description: 'The rows of this page with their cursors.' })(
    ListConnection.prototype,
    'edges',
  );
  Field((() => [node()]) as () => never, { description: 'The rows of this page.' })(
    ListConnection.prototype,
    'nodes',
  );
  Field(() => PageInfo, { description: 'Where this page begins and ends.' })(
    ListConnection.prototype,
    'pageInfo',
  );
  Field(() => Int, { description: 'How many there are on all pages; counted when selected.' })(
    ListConnection.prototype,
    'totalCount',
  );
  return { Connection: ListConnection, Edge: ListEdge };
}

/** Tells cost analysis how long the list can be. */
export function ConnectionSize(): MethodDecorator {
  return Directive(
    `@listSize(assumedSize: ${defaultPage}, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`,
  ) as MethodDecorator;
}
