import type { Random } from '@kith/kernel/testing';
import type { TestOrganization } from '../isolation/organization.js';
import { make, text } from '../isolation/things.js';

/** A mutation as it is sent. */
export interface Step {
  readonly mutation: string;
  readonly input: object;
  readonly selection: string;
  /** What is to be remembered of its answer. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the selection
  readonly done?: (payload: any) => void;
}

/** A person, and what belongs to them alone: whoever changes others at the same time changes no answer about them. */
interface Belongings {
  /** Whom the next step is done to: who is looked at, or another one who is now and then found to be the same. */
  readonly personId: string;
  readonly people: readonly [string, string];
  readonly merges: string[];
  readonly companies: readonly string[];
  readonly groups: readonly string[];
  readonly productId: string;
  readonly variantId: string;
  readonly stages: readonly string[];
  readonly lostStage: string;
  readonly orders: string[];
  readonly deals: string[];
  readonly activities: string[];
  readonly contacts: string[];
  readonly records: string[];
}

/** Makes a new person of the organization; the answer chooses mutations over all five subgraphs that change what is seen of them. */
export async function personOfSteps(organization: TestOrganization) {
  const { write } = organization;
  await make.objectDefinition(organization);
  const product = { name: 'Chai', status: 'ACTIVE', variants: [{ sku: text(), name: 'Chai', price: '18' }] };
  const upserted = await write(
    'upsertProducts',
    { products: [{ by: { externalId: { system: 'test', id: text() } }, product }] },
    'results { product { id variants { id } } }',
  );
  const { pipeline } = await write(
    'createPipeline',
    { name: text(), stages: [{ name: 'New' }, { name: 'Late' }, { name: 'Lost', kind: 'LOST' }] },
    'pipeline { stages { id } }',
  );
  const stages: string[] = pipeline.stages.map(({ id }: { id: string }) => id);
  const people = [await make.person(organization), await make.person(organization)] as const;
  const belongings: Omit<Belongings, 'personId'> = {
    people,
    merges: [],
    companies: [await make.company(organization), await make.company(organization)],
    groups: [await make.subscriptionGroup(organization), await make.subscriptionGroup(organization)],
    productId: upserted.results[0].product.id,
    variantId: upserted.results[0].product.variants[0].id,
    stages: stages.slice(0, 2),
    lostStage: stages[2] as string,
    orders: [],
    deals: [],
    activities: [],
    contacts: [],
    records: [],
  };
  return {
    personId: people[0],
    next(random: Random): Step {
      const now = { ...belongings, personId: random.of([people[0], ...people]) };
      return random.of(kinds.flatMap((kind) => kind(now, random) ?? []));
    },
  };
}

type Kind = (belongings: Belongings, random: Random) => Step | undefined;

/** A change of one of the things that were made before, if any was. */
const ofOne =
  (
    things: 'orders' | 'deals' | 'activities' | 'contacts' | 'records',
    mutation: string,
    input: (random: Random, belongings: Belongings) => object,
  ): Kind =>
  (belongings, random) => {
    if (belongings[things].length === 0) return undefined;
    const id = random.of(belongings[things]);
    return { mutation, input: { id, ...input(random, belongings) }, selection: '__typename' };
  };

const names = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan', 'Radia'];
const name = (random: Random) => `${random.of(names)} ${random.below(1_000)}`;

/** A thing that is made is known once its answer is there; one that was refused is not. */
const kinds: readonly Kind[] = [
  ({ people: [survivorId, other], merges }) => ({
    mutation: 'mergePeople',
    input: { survivorId, otherIds: [other] },
    selection: 'merge { id }',
    done: ({ merge }) => merges.push(merge.id),
  }),
  ({ merges }) =>
    merges.length === 0
      ? undefined
      : { mutation: 'unmergePeople', input: { mergeId: merges.at(-1) }, selection: '__typename' },
  ({ personId, companies }, random) => ({
    mutation: 'updatePerson',
    input: { id: personId, displayName: name(random), companyId: random.of([null, ...companies]) },
    selection: '__typename',
  }),
  ({ companies }, random) => ({
    mutation: 'updateCompany',
    input: { id: random.of(companies), name: name(random) },
    selection: '__typename',
  }),
  ({ personId }, random) => ({
    mutation: 'setAddresses',
    input: {
      owners: [
        {
          owner: { personId },
          addresses: Array.from({ length: random.below(3) }, () => ({
            type: random.of(['HOME', 'BILLING']),
            lines: [name(random)],
          })),
        },
      ],
    },
    selection: '__typename',
  }),
  ({ personId, variantId, orders }, random) => ({
    mutation: 'placeOrder',
    input: { personId, lines: [{ variantId, quantity: 1 + random.below(9) }], idempotencyKey: text() },
    selection: 'order { id }',
    done: ({ order }) => orders.push(order.id),
  }),
  ofOne('orders', 'completeOrder', () => ({})),
  ofOne('orders', 'cancelOrder', () => ({})),
  ({ productId }, random) => ({
    mutation: 'updateProduct',
    input: { id: productId, name: name(random) },
    selection: '__typename',
  }),
  ({ personId, contacts }, random) =>
    contacts.length > 1
      ? undefined
      : {
          mutation: 'createContact',
          input: { personId, jobTitle: name(random) },
          selection: 'contact { id }',
          done: ({ contact }) => contacts.push(contact.id),
        },
  ofOne('contacts', 'updateContact', (random) => ({
    jobTitle: name(random),
    leadStatus: random.of(['NEW', 'CONTACTED', 'QUALIFIED', 'UNQUALIFIED']),
  })),
  ({ personId, stages, deals }, random) => ({
    mutation: 'createDeal',
    input: { personId, title: name(random), amount: String(random.below(500)), stageId: random.of(stages) },
    selection: 'deal { id }',
    done: ({ deal }) => deals.push(deal.id),
  }),
  ofOne('deals', 'updateDeal', (random) => ({ title: name(random), amount: String(random.below(500)) })),
  ofOne('deals', 'moveDeal', (random, { stages }) => ({ stageId: random.of(stages) })),
  ofOne('deals', 'moveDeal', (_, { lostStage }) => ({ stageId: lostStage, lostReason: 'Price' })),
  ofOne('deals', 'reopenDeal', (random, { stages }) => ({ stageId: random.of(stages) })),
  ({ personId, activities }, random) => ({
    mutation: 'logActivity',
    input: { type: random.of(['TASK', 'CALL', 'NOTE']), subject: name(random), personId },
    selection: 'activity { id }',
    done: ({ activity }) => activities.push(activity.id),
  }),
  ofOne('activities', 'updateActivity', (random) => ({ subject: name(random) })),
  ({ personId, groups }, random) => ({
    mutation: 'subscribe',
    input: { personId, groupId: random.of(groups), email: `${text()}@kith.test` },
    selection: '__typename',
  }),
  ({ personId, groups }, random) => ({
    mutation: 'unsubscribe',
    input: { personId, groupId: random.of([null, ...groups]) },
    selection: '__typename',
  }),
  ({ personId, records }, random) => ({
    mutation: 'createRecord',
    input: { definition: 'badge', properties: { title: name(random) }, personId },
    selection: 'record { id }',
    done: ({ record }) => records.push(record.id),
  }),
  ofOne('records', 'updateRecord', (random) => ({ properties: { title: name(random) } })),
  ofOne('records', 'deleteRecord', () => ({})),
];
