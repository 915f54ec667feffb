import type { TestOrganization } from './organization.js';
import { dealAndStages, externalId, make, text } from './things.js';

/** Makes an input that its organization's owner may send, with new things of theirs in every id. */
type Example = (organization: TestOrganization) => Promise<object>;

const updated =
  (kind: keyof typeof make, changes: object): Example =>
  async (organization) => ({ id: await make[kind](organization), expectedVersion: 1, ...changes });

const upserted =
  (kind: 'company' | 'person' | 'product', rows: string, values: () => object): Example =>
  async (organization) => ({
    [rows]: [{ by: { id: await make[kind](organization) }, [kind]: values() }],
  });

const linked: Example = async (organization) => ({
  associations: [
    { fromId: await make.record(organization), toId: await make.record(organization), type: 'beside' },
  ],
});

const members: Example = async (organization) => ({
  segmentId: await make.segment(organization),
  personIds: [await make.person(organization)],
});

const dealParties = async (organization: TestOrganization) => ({
  ownerId: await make.user(organization),
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

const consent: Example = async (organization) => ({
  personId: await make.person(organization),
  groupId: await make.subscriptionGroup(organization),
});

const addresses = [{ type: 'HOME', lines: ['1'] }];

const endpoint: Example = async (organization) => ({ id: await make.webhookEndpoint(organization) });

/** For every mutation that takes an id: inputs that together name each of its ids. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  placeOrder: [
    async (organization) => ({
      personId: await make.person(organization),
      lines: [{ variantId: await make.variant(organization), quantity: 1 }],
      idempotencyKey: text(),
    }),
  ],
  completeOrder: [updated('order', {})],
  cancelOrder: [updated('order', {})],
  importOrders: [
    async (organization) => ({
      orders: [
        {
          externalId: externalId(),
          personId: await make.person(organization),
          ownerId: await make.user(organization),
          placedAt: '2026-01-01T00:00:00Z',
          lines: [{ title: 'L', quantity: 1, unitPrice: '1' }],
        },
      ],
    }),
  ],
  upsertProducts: [
    upserted('product', 'products', () => ({
      name: 'Q',
      variants: [{ sku: text(), name: 'V', price: '2' }],
    })),
  ],
  updateProduct: [updated('product', { name: 'Q' })],
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
  deleteStage: [async (organization) => ({ id: await make.stage(organization) })],
  setAddresses: [
    async (organization) => ({
      owners: [{ owner: { personId: await make.person(organization) }, addresses }],
    }),
    async (organization) => ({
      owners: [{ owner: { companyId: await make.company(organization) }, addresses }],
    }),
  ],
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
  createCampaign: [
    async (organization) => ({
      name: text(),
      channel: 'EMAIL',
      templateId: await make.template(organization),
    }),
  ],
  updateCampaign: [
    async (organization) => ({
      id: await make.campaign(organization),
      expectedVersion: 1,
      templateId: await make.template(organization),
    }),
  ],
  addSegmentMembers: [members],
  removeSegmentMembers: [
    async (organization) => {
      const input = await members(organization);
      await organization.write('addSegmentMembers', input, 'segment { id }');
      return input;
    },
  ],
  subscribe: [consent],
  unsubscribe: [
    async (organization) => {
      const input = await consent(organization);
      await organization.write('subscribe', input, 'subscriber { id }');
      return input;
    },
  ],
  upsertSubscribers: [
    async (organization) => ({
      subscribers: [{ by: { id: await make.subscriber(organization) }, subscriber: { email: 'a@b.test' } }],
    }),
    async (organization) => {
      const personId = await make.person(organization);
      return { subscribers: [{ by: { personId }, subscriber: {} }] };
    },
    async (organization) => ({
      subscribers: [
        { by: { externalId: externalId() }, subscriber: { personId: await make.person(organization) } },
      ],
    }),
  ],
  updateTemplate: [updated('template', { name: 'Other' })],
  redriveDeadLetters: [async (organization) => ({ ids: [await make.deadLetter(organization)] })],
  discardDeadLetters: [async (organization) => ({ ids: [await make.deadLetter(organization)] })],
  createAssociations: [linked],
  deleteAssociations: [
    async (organization) => {
      const input = await linked(organization);
      await organization.write('createAssociations', input, 'created');
      return input;
    },
  ],
  updateObjectDefinition: [updated('objectDefinition', { isActive: true })],
  createRecord: [
    async (organization) => {
      await make.objectDefinition(organization);
      const personId = await make.person(organization);
      return { definition: 'badge', properties: { title: 'B' }, personId };
    },
  ],
  updateRecord: [updated('record', { isArchived: true })],
  deleteRecord: [async (organization) => ({ id: await make.record(organization) })],
  endSession: [async (organization) => ({ id: await make.session(organization) })],
  updateWebhookEndpoint: [updated('webhookEndpoint', { url: 'http://127.0.0.1:9/other' })],
  deleteWebhookEndpoint: [endpoint],
  pauseWebhookEndpoint: [endpoint],
  resumeWebhookEndpoint: [endpoint],
  rotateWebhookSecret: [endpoint],
  sendTestWebhook: [endpoint],
  redeliverWebhook: [async (organization) => ({ deliveryId: await make.webhookDelivery(organization) })],
  upsertRecords: [
    async (organization) => {
      await make.objectDefinition(organization);
      const personId = await make.person(organization);
      return {
        definition: 'badge',
        records: [{ externalId: externalId(), properties: { title: 'B' }, personId }],
      };
    },
  ],
};
