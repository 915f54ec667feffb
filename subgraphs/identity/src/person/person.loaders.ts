import {
  type Connection,
  Direction,
  filterable,
  hydrate,
  type Id,
  type ListArgs,
  listing,
  loader,
  type Request,
  type Statements,
  tableOf,
} from '@kith/kernel';
import { shown } from '../merge/one-person.js';
import { LifecycleStage, PersonSource } from './lifecycle-stage.js';
import { Person } from './person.entity.js';

const isMerged = 'exists (select from alias a where a.stands_for = t.id and a.id <> t.id) as "isMerged"';

/** People by the ids that they have, or had before they were found to be somebody else. */
export async function readPeople(
  statements: Statements,
  ids: readonly Id<'Person'>[],
): Promise<(Person | null)[]> {
  const rows = await statements.query<Person & { asked: Id<'Person'> }>(
    `select p.id as asked, ${tableOf(statements, Person).columns('t')}, ${isMerged}
     from unnest($1::uuid[]) as p(id) join person t on t.id = id_of(p.id)`,
    [ids],
  );
  const found = await shown(statements, hydrate(Person, rows));
  const people = new Map(rows.map(({ asked }, index) => [asked, found[index] as Person]));
  return ids.map((id) => people.get(id) ?? null);
}

export const personById = loader<Id<'Person'>, Person | null>(readPeople);

export const people = listing(Person, {
  name: 'Person',
  filter: {
    displayName: filterable.text(),
    email: filterable.lowerCaseText(),
    phone: filterable.text(),
    companyId: filterable.id('Company'),
    lifecycleStage: filterable.choice('LifecycleStage', LifecycleStage),
    source: filterable.choice('PersonSource', PersonSource),
    leadScore: filterable.whole(),
    customerValue: filterable.decimal('customerValueUnits'),
    lastActivityAt: filterable.instant(),
    createdAt: filterable.instant(),
  },
  orderBy: [
    'createdAt',
    'displayName',
    'email',
    'leadScore',
    { name: 'customerValue', property: 'customerValueUnits' },
    'lastActivityAt',
  ],
  more: [isMerged],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});

/** Who was found to be somebody else is no longer in lists. */
const unmerged = {
  name: 'unmerged',
  write: () => 'not exists (select from alias a where a.id = t.id and a.stands_for <> t.id)',
};

export async function listPeople(request: Request, args: ListArgs): Promise<Connection<Person>> {
  return shownPage(request, await people.list(request, args, unmerged.write));
}

export async function listPeopleOf(
  request: Request,
  company: Id<'Company'>,
  args: ListArgs,
): Promise<Connection<Person>> {
  return shownPage(request, await people.listOf(request, 'companyId', company, args, unmerged));
}

const shownPeople = loader<Person, Person>(shown);

async function shownPage(request: Request, page: Connection<Person>): Promise<Connection<Person>> {
  if (!page.nodes.some((person) => person.isMerged)) return page;
  const nodes = await Promise.all(page.nodes.map((person) => shownPeople(request).load(person)));
  const edges = page.edges.map(({ cursor }, index) => ({ cursor, node: nodes[index] as Person }));
  return { nodes, edges, pageInfo: page.pageInfo, totalCount: page.totalCount };
}
