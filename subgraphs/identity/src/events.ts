import { type Catalogue, publisher } from '@kith/kernel';
import type { IdentityEvents } from '@kith/schema/events/identity';

/** What this subgraph tells the others. */
export const events: Catalogue<IdentityEvents> = {
  'organization.created': {
    subject: 'Organization',
    description: 'An organization was made.',
    of: ['createOrganization', 'verifyEmail'],
  },
  'organization.updated': {
    subject: 'Organization',
    description: 'An organization was changed; what is different now.',
    of: ['updateOrganization'],
  },
  'membership.created': {
    subject: 'Membership',
    description: 'A user was taken into the organization.',
    of: ['createOrganization', 'addMember', 'acceptInvitation', 'verifyEmail'],
  },
  'membership.updated': {
    subject: 'Membership',
    description: 'A member got another role, was disabled or enabled; what is different now.',
    of: ['changeMemberRole', 'disableUser', 'enableUser'],
  },
  'membership.deleted': {
    subject: 'Membership',
    description: 'A user is no member any more.',
    of: ['removeMember'],
  },
  'invitation.created': {
    subject: 'Invitation',
    description: 'Somebody was invited into the organization.',
    of: ['inviteMember'],
  },
  'invitation.updated': {
    subject: 'Invitation',
    description: 'An invitation was sent again, accepted or revoked; what is different now.',
    of: ['resendInvitation', 'acceptInvitation', 'revokeInvitation'],
  },
  'team.created': {
    subject: 'Team',
    description: 'A team was made.',
    of: ['createTeam'],
  },
  'team.updated': {
    subject: 'Team',
    description: 'A team was changed; what is different now.',
    of: ['updateTeam'],
  },
  'team.deleted': {
    subject: 'Team',
    description: 'A team is no more; its members stay.',
    of: ['deleteTeam'],
  },
  'team.member_added': {
    subject: 'Team',
    description: 'A user joined a team.',
    of: ['addTeamMember'],
  },
  'team.member_removed': {
    subject: 'Team',
    description: 'A user left a team.',
    of: ['removeTeamMember'],
  },
  'api_key.created': {
    subject: 'ApiKey',
    description: 'A key was made.',
    of: ['createApiKey'],
  },
  'api_key.updated': {
    subject: 'ApiKey',
    description: 'A key was changed or revoked; what is different now.',
    of: ['updateApiKey', 'revokeApiKey'],
  },
  'api_key.first_used': {
    subject: 'ApiKey',
    description: 'A key was used for the first time.',
    of: ['openApiKey'],
  },
  'user.signed_in': {
    subject: 'User',
    description: 'A member began a session.',
    of: ['signIn', 'verifyEmail', 'completeSignIn'],
  },
  'user.sign_in_refused': {
    subject: 'User',
    description: 'Somebody who wanted to be a member was refused, and why.',
    of: ['signIn', 'completeSignIn', 'changePassword', 'startSecondFactor', 'refreshSession'],
  },
  'user.signed_out': {
    subject: 'User',
    description: 'A member ended sessions.',
    of: ['signOut', 'endSession'],
  },
  'user.second_factor_changed': {
    subject: 'User',
    description: 'Signing in takes a code of an authenticator from now on, or takes none any more.',
    of: ['confirmSecondFactor', 'removeSecondFactor'],
  },
  'user.password_changed': {
    subject: 'User',
    description: 'A member has another password.',
    of: ['changePassword', 'resetPassword'],
  },
  'company.created': {
    subject: 'Company',
    description: 'A company was made.',
    of: ['createCompany', 'upsertCompanies'],
  },
  'company.updated': {
    subject: 'Company',
    description: 'A company was changed; what is different now.',
    of: ['updateCompany', 'upsertCompanies'],
  },
  'person.created': {
    subject: 'Person',
    description: 'A person was made.',
    of: ['createPerson', 'upsertPeople'],
  },
  'person.updated': {
    subject: 'Person',
    description: 'A person was changed; what is different now.',
    of: [
      'updatePerson',
      'upsertPeople',
      'order.placed',
      'order.imported',
      'order.cancelled',
      'activity.created',
      'contact.created',
      'contact.updated',
      'deal.won',
    ],
  },
  'merge.created': {
    subject: 'Merge',
    description: 'It was found that several people are one.',
    of: ['mergePeople'],
  },
  'merge.updated': {
    subject: 'Merge',
    description: 'A merge was undone, or shows the properties of others.',
    of: ['unmergePeople', 'updatePerson', 'upsertPeople'],
  },
  'person.merged': {
    subject: 'Person',
    description: 'A person is seen as one with others from now on.',
    of: ['mergePeople'],
  },
  'person.unmerged': {
    subject: 'Person',
    description: 'People who were seen as one are several again.',
    of: ['unmergePeople'],
  },
  'person.addresses_set': {
    subject: 'Person',
    description: 'A person got their addresses anew.',
    of: ['setAddresses'],
  },
  'company.addresses_set': {
    subject: 'Company',
    description: 'A company got its addresses anew.',
    of: ['setAddresses'],
  },
};

export const publish = publisher(events);
