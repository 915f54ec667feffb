import type { Role } from '@kith/kernel';
import { graphql } from '@kith/schema';
import type { Client } from '../client.js';
import { cell, readCsv } from '../csv.js';

const members = graphql(`
  query DemoMemberList { memberships(first: 100) { nodes { role user { id email } } } }
`);

const addMember = graphql(`
  mutation DemoAddMember($input: AddMemberInput!) { addMember(input: $input) { user { id } userErrors { message } } }
`);

export interface Member {
  readonly id: string;
  readonly role: Role;
}

/** The viewer of the demo, and Northwind's employees, as members; their ids by e-mail address. */
export async function loadMembers(client: Client): Promise<Map<string, Member>> {
  const employees = readCsv('northwind/employees.csv').map((row) => ({
    email: employeeEmail(cell(row, 'first_name'), cell(row, 'last_name')),
    displayName: `${cell(row, 'first_name')} ${cell(row, 'last_name')}`,
    role: 'MEMBER' as const,
  }));
  const viewer = { email: 'viewer@northwind.demo', displayName: 'Vera Viewer', role: 'VIEWER' as const };
  const there = await client(members, {});
  const found = new Map(
    there.memberships.nodes.map(({ role, user }) => [user?.email ?? '', { id: user?.id ?? '', role }]),
  );
  for (const member of [viewer, ...employees]) {
    if (found.has(member.email)) continue;
    const added = await client(addMember, { input: member });
    found.set(member.email, { id: added.addMember.user?.id as string, role: member.role });
  }
  return found;
}

/** The ids of the users who are employees, by their numbers in Northwind's data. */
export function employeeIds(members: ReadonlyMap<string, Member>): Map<string, string> {
  const rows = readCsv('northwind/employees.csv');
  return new Map(
    rows.map((row) => [
      cell(row, 'employee_id'),
      members.get(employeeEmail(cell(row, 'first_name'), cell(row, 'last_name')))?.id ?? '',
    ]),
  );
}

function employeeEmail(firstName: string, lastName: string): string {
  return `${firstName}.${lastName}@northwind.demo`.toLowerCase();
}
