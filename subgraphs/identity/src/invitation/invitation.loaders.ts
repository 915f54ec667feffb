import { Direction, entityLoader, filterable, type Id, listing, type Request } from '@kith/kernel';
import { Role } from '../user/role.js';
import { Invitation } from './invitation.entity.js';

const invitationById = entityLoader(Invitation);

export function findInvitation(request: Request, id: Id): Promise<Invitation | null> {
  return invitationById(request).load(id);
}

export const invitations = listing(Invitation, {
  name: 'Invitation',
  filter: {
    email: filterable.lowerCaseText(),
    role: filterable.choice('Role', Role),
    acceptedAt: filterable.instant(),
    revokedAt: filterable.instant(),
    expiresAt: filterable.instant(),
  },
  orderBy: ['createdAt'],
  defaultOrder: [{ field: 'createdAt', direction: Direction.DESC }],
});
