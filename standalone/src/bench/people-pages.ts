import type { Actor } from '@kith/kernel';
import { withAdmin } from './deployment-database.js';
import { ask } from './load.js';
import { copyOrganization } from './organizations.js';
import type { Deployment } from './processes.js';

export const pageSize = 20;
const pagesOfEach = 5;
const organizations = 8;

/** A page of an organization's people, and whoever may ask for it. */
export interface Page {
  readonly organizationId: string;
  readonly authorization: string;
  readonly offset: number;
  /** The cursor behind which it begins. */
  readonly after: string | null;
}

/** Pages of Northwind and of its copies: asked for in turn, no two requests under way are the same. */
export async function preparePages(graph: Deployment): Promise<Page[]> {
  const owner = await graph.user('owner@northwind.demo');
  if (!owner.organizationId) throw new Error('The owner of Northwind has lost it');
  const copies = await withAdmin(graph, (admin) =>
    copyOrganization(admin, owner.organizationId as string, organizations - 1),
  );
  const pages = await Promise.all(
    [owner.organizationId, ...copies].map((id) => pagesOf(graph, { ...owner, organizationId: id } as Actor)),
  );
  // Neighbours are of different organizations.
  return Array.from({ length: pagesOfEach }, (_, page) => pages.flatMap((own) => own[page] ?? [])).flat();
}

async function pagesOf(graph: Deployment, owner: Actor): Promise<Page[]> {
  const { organizationId } = owner;
  const authorization = `Bearer ${await graph.tokenOf(owner)}`;
  const headers = { 'content-type': 'application/json', authorization };
  const query =
    'query Next($first: Int!, $after: String) { people(first: $first, after: $after) { pageInfo { endCursor } } }';
  const pages: Page[] = [];
  for (let after: string | null = null; pages.length < pagesOfEach; ) {
    pages.push({
      organizationId: organizationId as string,
      authorization,
      offset: pages.length * pageSize,
      after,
    });
    const body = JSON.stringify({ query, variables: { first: pageSize, after } });
    const { data } = (await ask({ url: graph.url, path: '/graphql' }, { headers, body })) as EndOfPage;
    after = data.people.pageInfo.endCursor;
  }
  return pages;
}

interface EndOfPage {
  readonly data: { readonly people: { readonly pageInfo: { readonly endCursor: string } } };
}
