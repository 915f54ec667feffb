import type { TestOrganization } from '../organization.js';
import { externalId, make, manifest } from '../things.js';
import { type Example, type Examples, updated } from './example.js';

const linked: Example = async (organization) => ({
  associations: [
    { fromId: await make.record(organization), toId: await make.record(organization), type: 'beside' },
  ],
});

const recordParties = async (organization: TestOrganization) => ({
  ownerId: await make.user(organization),
  teamId: await make.team(organization),
});

const endpoint: Example = async (organization) => ({ id: await make.webhookEndpoint(organization) });

export const platformObjects: Examples = {
  updateApp: [updated('app', {})],
  deleteApp: [async (organization) => ({ id: await make.app(organization) })],
  registerAppVersion: [
    async (organization) => ({ appId: await make.app(organization), name: '1', manifest: manifest() }),
  ],
  retireAppVersion: [async (organization) => ({ id: await make.appVersion(organization) })],
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
      const parties = { personId: await make.person(organization), ...(await recordParties(organization)) };
      return { definition: 'badge', properties: { title: 'B' }, ...parties };
    },
  ],
  updateRecord: [
    async (organization) => ({
      id: await make.record(organization),
      expectedVersion: 1,
      isArchived: true,
      ...(await recordParties(organization)),
    }),
  ],
  deleteRecord: [async (organization) => ({ id: await make.record(organization) })],
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
      const parties = { personId: await make.person(organization), ...(await recordParties(organization)) };
      return {
        definition: 'badge',
        records: [{ externalId: externalId(), properties: { title: 'B' }, ...parties }],
      };
    },
  ],
};
