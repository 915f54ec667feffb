import { randomUUID } from 'node:crypto';
import { encodeId } from '@kith/kernel';
import { decodeJwt } from 'jose';
import { setPassword, signIn } from '../sign-in.js';
import { deadLetterIn } from './dead-letter.js';
import type { TestOrganization } from './organization.js';

/** Makes one new thing of a kind in an organization and answers its id. */
type Make = (organization: TestOrganization) => Promise<string>;

export const text = () => randomUUID().slice(0, 13);
export const externalId = () => ({ system: 'test', id: text() });

const person: Make = async ({ write }) =>
  (await write('createPerson', { displayName: 'P' }, 'person { id }')).person.id;

const merge: Make = async (organization) => {
  const input = { survivorId: await person(organization), otherIds: [await person(organization)] };
  return (await organization.write('mergePeople', input, 'merge { id }')).merge.id;
};

const company: Make = async ({ write }) =>
  (await write('createCompany', { name: 'C' }, 'company { id }')).company.id;

const user: Make = async ({ write }) => {
  const input = { email: `${text()}@kith.test`, displayName: 'U', role: 'MEMBER' };
  return (await write('addMember', input, 'user { id }')).user.id;
};

const stages = async ({ write }: TestOrganization) => {
  const input = { name: text(), stages: [{ name: 'New' }, { name: 'Late' }, { name: 'Lost', kind: 'LOST' }] };
  return (await write('createPipeline', input, 'pipeline { stages { id } }')).pipeline.stages;
};

const stage: Make = async (organization) => (await stages(organization))[0].id;

/** A deal, another open stage of its pipeline, and the stage of those that are lost. */
export async function dealAndStages(organization: TestOrganization) {
  const [first, other, lost] = await stages(organization);
  const input = { title: 'D', amount: '1', stageId: first.id };
  const { deal } = await organization.write('createDeal', input, 'deal { id }');
  return { deal: deal.id as string, other: other.id as string, lost: lost.id as string };
}

const deal: Make = async (organization) => (await dealAndStages(organization)).deal;

const activity: Make = async (organization) => {
  const input = { type: 'TASK', subject: 'T', personId: await person(organization) };
  return (await organization.write('logActivity', input, 'activity { id }')).activity.id;
};

const contact: Make = async (organization) => {
  const input = { personId: await person(organization) };
  return (await organization.write('createContact', input, 'contact { id }')).contact.id;
};

const productAndVariant = async ({ write }: TestOrganization) => {
  const product = { name: 'P', variants: [{ sku: text(), name: 'V', price: '1' }], collections: ['All'] };
  const input = {
    products: [{ by: { externalId: externalId() }, product: { ...product, status: 'ACTIVE' } }],
  };
  return (await write('upsertProducts', input, 'results { product { id variants { id } } }')).results[0]
    .product;
};

const product: Make = async (organization) => (await productAndVariant(organization)).id;
const variant: Make = async (organization) => (await productAndVariant(organization)).variants[0].id;

const order: Make = async (organization) => {
  const lines = [{ variantId: await variant(organization), quantity: 1 }];
  const input = { personId: await person(organization), lines, idempotencyKey: text() };
  return (await organization.write('placeOrder', input, 'order { id }')).order.id;
};

const template: Make = async ({ write }) =>
  (await write('createTemplate', { name: text(), body: 'Hello' }, 'template { id }')).template.id;

const campaign: Make = async ({ write }) =>
  (await write('createCampaign', { name: text(), channel: 'EMAIL' }, 'campaign { id }')).campaign.id;

const segment: Make = async ({ write }) =>
  (await write('createSegment', { name: text() }, 'segment { id }')).segment.id;

const subscriptionGroup: Make = async ({ write }) =>
  (await write('createSubscriptionGroup', { name: text() }, 'subscriptionGroup { id }')).subscriptionGroup.id;

const subscriber: Make = async (organization) => {
  const input = {
    personId: await person(organization),
    groupId: await subscriptionGroup(organization),
    email: `${text()}@kith.test`,
  };
  return (await organization.write('subscribe', input, 'subscriber { id }')).subscriber.id;
};

/** The definition of `badge`, which is the same each time. */
const objectDefinition: Make = async ({ write }) => {
  const input = {
    name: 'badge',
    pluralName: 'badges',
    properties: [{ name: 'title', type: 'STRING', isDisplayName: true }],
  };
  return (await write('ensureObjectDefinition', input, 'objectDefinition { id }')).objectDefinition.id;
};

const record: Make = async (organization) => {
  await objectDefinition(organization);
  const input = { definition: 'badge', properties: { title: 'B' }, personId: await person(organization) };
  return (await organization.write('createRecord', input, 'record { id }')).record.id;
};

const webhookEndpoint: Make = async ({ write }) => {
  const input = { url: 'http://127.0.0.1:9/', eventTypes: ['organization.updated'] };
  return (await write('createWebhookEndpoint', input, 'webhookEndpoint { id }')).webhookEndpoint.id;
};

/** A delivery that stays as it is: its endpoint is paused. */
const webhookDelivery: Make = async (organization) => {
  const id = await webhookEndpoint(organization);
  await organization.write('pauseWebhookEndpoint', { id }, '__typename');
  await organization.write('sendTestWebhook', { id }, '__typename');
  await organization.settled();
  const { data } = await organization.ask(`{ webhookEndpoint(id: "${id}") { deliveries { nodes { id } } } }`);
  return data.webhookEndpoint.deliveries.nodes[0].id;
};

/** Nothing that the graph takes kills an event, so the subgraph's own role says that one is dead. */
const deadLetter: Make = async ({ id: organizationId, ask }) => {
  const id = await deadLetterIn(organizationId);
  const asked = `{ node(id: "${encodeId('DeadLetter', id)}") { id } }`;
  for (;;) {
    const { data } = await ask(asked);
    if (data.node) return data.node.id;
  }
};

/** A session of the organization's owner, who has a password from then on. */
const session: Make = async ({ ask }) => {
  const { email } = (await ask('{ viewer { email } }')).data.viewer;
  await setPassword(email, email.split('').reverse().join(''));
  const { accessToken } = await signIn(email, email.split('').reverse().join(''));
  return encodeId('Session', decodeJwt(accessToken)['sid'] as string);
};

/** How to make one of each kind of thing that some mutation speaks of by its id. */
export const make = {
  activity,
  campaign,
  session,
  company,
  contact,
  deadLetter,
  deal,
  merge,
  objectDefinition,
  order,
  person,
  product,
  record,
  segment,
  stage,
  subscriber,
  subscriptionGroup,
  template,
  user,
  variant,
  webhookDelivery,
  webhookEndpoint,
};
