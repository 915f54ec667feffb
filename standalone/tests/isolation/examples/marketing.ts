import { externalId, make, text } from '../things.js';
import { type Example, type Examples, updated } from './example.js';

const members: Example = async (organization) => ({
  segmentId: await make.segment(organization),
  personIds: [await make.person(organization)],
});

const consent: Example = async (organization) => ({
  personId: await make.person(organization),
  groupId: await make.subscriptionGroup(organization),
});

export const marketing: Examples = {
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
};
