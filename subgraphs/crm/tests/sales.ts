import { randomUUID } from 'node:crypto';
import { type Actor, encodeId } from '@kith/kernel';
import { type Answer, type Ask, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { crm } from '../src/index.js';

export const [me, colleague, stranger] = [randomUUID(), randomUUID(), randomUUID()];
export const [ourTeam, otherTeam] = [randomUUID(), randomUUID()];

export const user = (id: string) => encodeId('User', id);
const team = (id: string) => encodeId('Team', id);

type Whose = { ownerId?: string; teamId?: string };
/** Who deals may be of, as a member sees it. */
export const whose: Readonly<Record<string, Whose>> = {
  mine: { ownerId: user(me) },
  ours: { ownerId: user(colleague), teamId: team(ourTeam) },
  nobodys: {},
  theirs: { ownerId: user(stranger), teamId: team(otherTeam) },
};

export function mutation(name: string, selection: string): string {
  return `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} userErrors { code } } }`;
}

export const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions['code']) ?? [];

/** An organization that sells, and those who are in it. */
export interface Sales {
  readonly app: TestSubgraph;
  readonly manager: Ask;
  /** The one stage of its pipeline. */
  readonly stageId: string;
  /** Asks as a member who is in our team, or as somebody else in part. */
  as(more?: Partial<Actor>): Ask;
  /** Runs a mutation that must succeed, as its manager unless said, and answers its payload. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever it asked for
  write(name: string, input: object, selection: string, ask?: Ask): Promise<any>;
  /** Makes a deal of each owner and answers their ids, by whose they are. */
  deals(): Promise<Record<string, string>>;
}

export async function openSales(): Promise<Sales> {
  const app = await testSubgraph(crm);
  const manager = app.as('MANAGER');
  const write: Sales['write'] = async (name, input, selection, ask = manager) => {
    const { data, errors } = await ask(mutation(name, selection), { input });
    expect(errors).toBeUndefined();
    expect(data[name].userErrors).toEqual([]);
    return data[name];
  };
  await app.hear({ source: 'identity', type: 'organization.created', payload: { currencyCode: 'EUR' } });
  const { pipeline } = await write(
    'createPipeline',
    { name: 'Sales', stages: [{ name: 'New' }] },
    'pipeline { stages { id } }',
  );
  const stageId = pipeline.stages[0].id;
  return {
    app,
    manager,
    stageId,
    as: (more = {}) =>
      app.asActor({
        userId: me,
        organizationId: app.organizationId,
        role: 'MEMBER',
        scopes: [],
        teamIds: [ourTeam],
        ...more,
      }),
    write,
    async deals() {
      const ids: Record<string, string> = {};
      for (const [name, owner] of Object.entries(whose)) {
        const input = { title: name, amount: '1', stageId, ...owner };
        ids[name] = (await write('createDeal', input, 'deal { id }')).deal.id;
      }
      return ids;
    },
  };
}
