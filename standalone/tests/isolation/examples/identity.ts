import { make } from '../things.js';
import { type Example, type Examples, updated, upserted } from './example.js';

const addresses = [{ type: 'HOME', lines: ['1'] }];

const invited: Example = async (organization) => ({ id: await make.invitation(organization) });

const member: Example = async (organization) => ({ userId: await make.user(organization) });

const ofTeam: Example = async (organization) => ({
  teamId: await make.team(organization),
  userId: await make.user(organization),
});

export const identity: Examples = {
  setAddresses: [
    async (organization) => ({
      owners: [{ owner: { personId: await make.person(organization) }, addresses }],
    }),
    async (organization) => ({
      owners: [{ owner: { companyId: await make.company(organization) }, addresses }],
    }),
  ],
  changeMemberRole: [async (organization) => ({ ...(await member(organization)), role: 'VIEWER' })],
  removeMember: [member],
  disableUser: [member],
  enableUser: [member],
  resendInvitation: [invited],
  revokeInvitation: [invited],
  updateTeam: [updated('team', {})],
  deleteTeam: [async (organization) => ({ id: await make.team(organization) })],
  addTeamMember: [ofTeam],
  removeTeamMember: [
    async (organization) => {
      const input = await ofTeam(organization);
      await organization.write('addTeamMember', input, 'team { id }');
      return input;
    },
  ],
  createApiKey: [async (organization) => ({ name: 'K', appId: await make.app(organization) })],
  updateApiKey: [updated('apiKey', { name: 'Other' })],
  revokeApiKey: [async (organization) => ({ id: await make.apiKey(organization) })],
  updateCompany: [updated('company', { name: 'Other' })],
  upsertCompanies: [upserted('company', 'companies', () => ({ name: 'Other' }))],
  createPerson: [async (organization) => ({ displayName: 'P', companyId: await make.company(organization) })],
  updatePerson: [
    async (organization) => ({
      id: await make.person(organization),
      expectedVersion: 1,
      companyId: await make.company(organization),
    }),
  ],
  upsertPeople: [
    async (organization) => ({
      people: [
        {
          by: { id: await make.person(organization) },
          person: { displayName: 'Other', companyId: await make.company(organization) },
        },
      ],
    }),
  ],
  mergePeople: [
    async (organization) => {
      const [survivorId, other] = [await make.person(organization), await make.person(organization)];
      const choose = [{ property: 'DISPLAY_NAME', personId: other }];
      return { survivorId, otherIds: [other], choose };
    },
  ],
  unmergePeople: [async (organization) => ({ mergeId: await make.merge(organization) })],
  endSession: [async (organization) => ({ id: await make.session(organization) })],
};
