import { Arg, Ctx, Field, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { policy } from '../src/access/policy.js';
import { nodeColumns, SqlMigration, tenantTable } from '../src/database/migration.js';
import { NodeRow } from '../src/database/rows.js';
import { followChanges } from '../src/feed/follow-changes.js';
import { changeTypeOf, type NodeDelivery } from '../src/feed/node-change.js';
import { decodeId } from '../src/graph/id.js';
import { NodeType } from '../src/graph/node.js';
import { versionedTable } from '../src/history/versioned-table.js';
import { entityLoader } from '../src/request/entity-loader.js';
import type { Feed } from '../src/request/feed.js';
import type { Request } from '../src/request/request.js';
import { defineSubgraph } from '../src/subgraph/subgraph.js';

@Entity('book')
@NodeType({ description: 'Something to read.' })
export class Book extends NodeRow {
  @Field(() => String, { description: 'What it is called.' })
  @Column('text')
  title!: string;
}

const bookById = entityLoader(Book);

const BookChange = changeTypeOf('Book', 'book', () => Book);

@Resolver(() => Book)
class BookResolver {
  @Query(() => Book, { nullable: true, description: 'A book.' })
  book(@Arg('id', () => ID) id: string, @Ctx() request: Request): Promise<Book | null> {
    return bookById(request).load(decodeId('Book', id));
  }

  @Subscription(() => BookChange, {
    description: 'Changes of books.',
    subscribe: ({ args: { id, after }, context }) =>
      followChanges(context as Feed, {
        typeName: 'Book',
        table: 'book',
        id: id && decodeId('Book', id),
        after,
      }),
  })
  bookChanged(
    @Root() change: NodeDelivery,
    @Arg('id', () => ID, { nullable: true }) _id: string | null,
    @Arg('after', () => String, { nullable: true }) _after: string | null,
    @Ctx() request: Request,
  ): object {
    return { ...change, book: () => bookById(request).load(change.id) };
  }
}

class Books extends SqlMigration {
  readonly name = 'Books1795219200000';
  readonly sql = `
    create table book (
      ${nodeColumns},
      title text not null,
      primary key (organization_id, id)
    );
    create index book_title on book (organization_id, title, id);
    ${tenantTable('book')}
    ${versionedTable('book', { subject: ['Book', 'id'], searched: { title: 'title' } })}
  `;
}

const declared = { subject: 'Book', description: 'A test did it.', of: [] };

/** A subgraph of one versioned table: what the kernel does is seen without a domain. */
export const shelf = defineSubgraph({
  name: 'shelf',
  databaseSchema: 'shelf',
  entities: [Book],
  policy: policy({ 'book:read': 'VIEWER' }),
  resolvers: [BookResolver],
  nodes: [{ type: Book, find: (request, id) => bookById(request).load(id) }],
  events: { 'book.created': declared, 'book.updated': { ...declared, version: 2 }, 'book.deleted': declared },
  migrations: [Books],
});
