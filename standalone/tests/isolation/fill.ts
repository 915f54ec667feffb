import { examples } from './examples.js';
import type { TestOrganization } from './organization.js';
import { externalId, make, text } from './things.js';

/** Gives an organization something of every type, and things that every key of every `by` finds. */
export async function fill(organization: TestOrganization): Promise<void> {
  for (const [mutation, inputs] of Object.entries(examples))
    for (const input of inputs) await organization.write(mutation, await input(organization), '__typename');
  await make.product(organization);
  await make.session(organization);
  await organization.write(
    'createPerson',
    {
      displayName: 'P',
      email: `${text()}@kith.test`,
      phone: `+4930${1_000_000 + Math.floor(Math.random() * 9_000_000)}`,
      externalIds: [externalId()],
    },
    'person { id }',
  );
  await organization.write(
    'upsertSubscribers',
    {
      subscribers: [
        {
          by: { externalId: externalId() },
          subscriber: { personId: await make.person(organization), email: `${text()}@kith.test` },
        },
      ],
    },
    'results { index }',
  );
}
