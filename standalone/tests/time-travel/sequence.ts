import { setTimeout as delay } from 'node:timers/promises';
import { randomOf } from '@kith/kernel/testing';
import { personSelection } from '../../src/bench/people-query.js';
import type { GraphAnswer } from '../graph.js';
import type { TestOrganization } from '../isolation/organization.js';
import { mutationText } from '../mutation-text.js';
import { personOfSteps, type Step } from './person-steps.js';

/** What was seen of a person at an instant, and what had been done before. */
interface Moment {
  readonly at: string;
  readonly steps: readonly string[];
  readonly answer: unknown;
}

/** What an instant showed later, where it differs from what was seen then. */
export interface Difference extends Moment {
  readonly seed: number;
  readonly later: unknown;
}

const all = `${personSelection.replaceAll('first: 5', 'first: 50')}
  version updatedAt lifecycleStage leadScore lastActivityAt hasOrdered isCustomer isLead customerValue { amount } merges { id }`;
const now = `query ($id: ID!) { person(by: { id: $id }) { ${all} } }`;
const then = `query ($id: ID!, $at: DateTime!) @asOf(at: $at) { person(by: { id: $id }) { ${all} } }`;

const momentsOfEach = 6;

/**
 * Does a random sequence of mutations, one to three at the same time, to a person; after each remembers the answer of the
 * Person query, once the tokens of the mutations are satisfied; then asks again as of each moment. Answers what differs.
 */
export async function travel(organization: TestOrganization, seed: number): Promise<Difference[]> {
  const random = randomOf(seed);
  const person = await personOfSteps(organization);
  const moments: Moment[] = [];
  for (let count = 0; count < momentsOfEach; count++) {
    const steps = Array.from({ length: 1 + random.below(3) }, () => person.next(random));
    const tokens = await Promise.all(steps.map((step) => take(organization, step)));
    await Promise.all(tokens.map((token) => askSettled(organization, '{ __typename }', {}, token)));
    const answer = await askSettled(organization, now, { id: person.personId });
    const at = new Date().toISOString();
    moments.push({ at, steps: steps.map(({ mutation }) => mutation), answer: answer.data });
    // An instant is a millisecond, to its end.
    while (Date.now() <= Date.parse(at)) await delay(1);
  }
  const differences: Difference[] = [];
  for (const moment of moments) {
    const { data: later, errors } = await organization.ask(then, { id: person.personId, at: moment.at });
    if (errors || JSON.stringify(later) !== JSON.stringify(moment.answer))
      differences.push({ seed, ...moment, later: errors ?? later });
  }
  return differences;
}

/** Sends a mutation, which may be refused, and answers its token, if it has changed something. */
async function take(organization: TestOrganization, step: Step): Promise<string | undefined> {
  const { mutation, input, selection, done } = step;
  const { data, errors, extensions } = await organization.ask(mutationText(mutation, selection), { input });
  if (errors) throw new Error(`${mutation} failed: ${JSON.stringify(errors)}`);
  if (data[mutation].userErrors.length === 0) done?.(data[mutation]);
  return extensions?.consistency;
}

/** A busy machine may need longer than a request waits for what its token names. */
async function askSettled(
  organization: TestOrganization,
  query: string,
  variables: Record<string, unknown>,
  token?: string,
): Promise<GraphAnswer> {
  for (;;) {
    const answer = await organization.ask(query, variables, token ? { 'x-consistency': token } : {});
    if (!answer.errors) return answer;
    if (answer.errors.some(({ extensions }) => extensions.code !== 'TIMEOUT'))
      throw new Error(`The graph could not be read: ${JSON.stringify(answer.errors)}`);
  }
}

/** Sequences of one organization, some of them at the same time, each with a seed of its own. */
export async function travelOften(
  organization: TestOrganization,
  { seed, sequences, atOnce }: { seed: number; sequences: number; atOnce: number },
): Promise<Difference[]> {
  const seeds = Array.from({ length: sequences }, (_, index) => seed + index);
  const differences: Difference[] = [];
  const traveller = async () => {
    for (let next = seeds.pop(); next !== undefined; next = seeds.pop())
      differences.push(...(await travel(organization, next)));
  };
  await Promise.all(Array.from({ length: atOnce }, traveller));
  return differences;
}
