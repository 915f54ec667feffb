import { Arg, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { nodeColumns, SqlMigration, tenantTable } from '../src/database/migration.js';
import { NodeRow } from '../src/database/rows.js';
import { decodeId } from '../src/graph/id.js';
import { NodeType } from '../src/graph/node.js';
import { versionedTable } from '../src/history/versioned-table.js';
import { entityLoader } from '../src/request/entity-loader.js';
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

@Resolver(() => Book)
class BookResolver {
  @Query(() => Book, { nullable: true, description: 'A book.' })
  book(@Arg('id', () => ID) id: string, @Ctx() request: Request): Promise<Book | null> {
    return bookById(request).load(decodeId('Book', id));
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
    ${versionedTable('book', { subject: ['Book', 'id'] })}
  `;
}

const declared = { subject: 'Book', description: 'A test did it.', of: [] };

/** A subgraph of one versioned table: what the kernel does is seen without a domain. */
export const shelf = defineSubgraph({
  name: 'shelf',
  databaseSchema: 'shelf',
  entities: [Book],
  resolvers: [BookResolver],
  nodes: [{ type: Book, find: (request, id) => bookById(request).load(id) }],
  events: { 'book.created': declared, 'book.updated': { ...declared, version: 2 }, 'book.deleted': declared },
  migrations: [Books],
});
