import { Direction, entityLoader, filterable, listing, loader } from '@kith/kernel';
import { Membership } from './membership.entity.js';
import { Role } from './role.js';
import { User } from './user.entity.js';

export const userById = entityLoader(User);
export const membershipById = entityLoader(Membership);

/** Whether a member has the address. */
export const isMembersEmail = loader<string, boolean>(async (snapshot, emails) => {
  const rows = await snapshot.query<{ email: string }>(
    'select u.email from user_account u join membership m on m.user_id = u.id where u.email = any($1::text[])',
    [emails],
  );
  const known = new Set(rows.map(({ email }) => email));
  return emails.map((email) => known.has(email));
});

export const memberships = listing(Membership, {
  name: 'Membership',
  filter: { role: filterable.choice('Role', Role), userId: filterable.id('User') },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.ASC }],
});
