import type { TestOrganization } from '../organization.js';
import { dealAndStages, externalId, make } from '../things.js';
import { type Example, type Examples, updated } from './example.js';

const dealParties = async (organization: TestOrganization) => ({
  ownerId: await make.user(organization),
  teamId: await make.team(organization),
  personId: await make.person(organization),
  companyId: await make.company(organization),
});

const newDeal: Example = async (organization) => ({
  ...(await dealParties(organization)),
  title: 'D',
  amount: '1',
  stageId: await make.stage(organization),
});

const newActivity: Example = async (organization) => ({
  type: 'TASK',
  subject: 'T',
  assigneeId: await make.user(organization),
  personId: await make.person(organization),
  companyId: await make.company(organization),
  dealId: await make.deal(organization),
});

const newContact: Example = async (organization) => ({
  personId: await make.person(organization),
  companyId: await make.company(organization),
  ownerId: await make.user(organization),
});

export const crm: Examples = {
  logActivity: [newActivity],
  logActivities: [async (organization) => ({ activities: [await newActivity(organization)] })],
  updateActivity: [updated('activity', { subject: 'Other' })],
  createContact: [newContact],
  updateContact: [
    async (organization) => ({
      id: await make.contact(organization),
      expectedVersion: 1,
      companyId: await make.company(organization),
      ownerId: await make.user(organization),
    }),
  ],
  upsertContacts: [async (organization) => ({ contacts: [await newContact(organization)] })],
  createDeal: [newDeal],
  updateDeal: [
    async (organization) => ({
      id: await make.deal(organization),
      expectedVersion: 1,
      title: 'Other',
      ...(await dealParties(organization)),
    }),
  ],
  moveDeal: [
    async (organization) => {
      const { deal, other } = await dealAndStages(organization);
      return { id: deal, stageId: other, expectedVersion: 1 };
    },
  ],
  reopenDeal: [
    async (organization) => {
      const { deal, other, lost } = await dealAndStages(organization);
      await organization.write('moveDeal', { id: deal, stageId: lost, lostReason: 'Price' }, 'deal { id }');
      return { id: deal, stageId: other, expectedVersion: 2 };
    },
  ],
  importDeals: [
    async (organization) => ({ deals: [{ externalId: externalId(), deal: await newDeal(organization) }] }),
  ],
  deleteDeal: [async (organization) => ({ id: await make.deal(organization) })],
  deleteStage: [async (organization) => ({ id: await make.stage(organization) })],
};
