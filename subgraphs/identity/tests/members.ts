import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { type Actor, decodeId, type Role, type Uuid } from '@kith/kernel';
import { type Ask, asSuperuser, type TestSubgraph, testSubgraph } from '@kith/kernel/testing';
import { identity } from '../src/index.js';

/** A member of an organization, by their account. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly actor: Actor;
  readonly ask: Ask;
}

/** Identity with keys of its own. */
export function startIdentity(): Promise<TestSubgraph> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return testSubgraph(identity, {
    accessTokenKey: privateKey.export({ format: 'jwk' }),
    secretsKeys: [randomBytes(32)],
    publicUrl: 'http://localhost:4000',
  });
}

/** The token in the newest mail to who is asking. */
export async function mailedToken(ask: Ask): Promise<string> {
  const { data } = await ask('{ mailbox(first: 1) { text } }');
  return /token=(\S+)/.exec(data.mailbox[0].text)?.[1] as string;
}

/** Organizations with members, made as operators make them. */
export function membersOf(app: TestSubgraph) {
  const actingAs = (id: string, email: string, organizationId: Uuid, role: Role): Person => {
    const actor = { userId: decodeId('User', id), organizationId, role, scopes: [] };
    return { id, email, actor, ask: app.asActor(actor) };
  };
  return {
    /** A new organization, and its owner. */
    async organization(): Promise<Person> {
      const organizationId = randomUUID();
      const scopes = ['organization:create'];
      const operator = app.asActor({ userId: null, organizationId, role: null, scopes });
      const owner = { email: `${randomUUID()}@kith.test`, displayName: 'Owner' };
      const input = { name: 'Acme', slug: `a-${organizationId.slice(0, 13)}`, currencyCode: 'EUR', owner };
      const { createOrganization } = await write(operator, 'createOrganization', input, 'owner { id }');
      return actingAs(createOrganization.owner.id, owner.email, organizationId, 'OWNER');
    },
    /** A new member of the organization of `by`. */
    async member(by: Person, role: Role, email = `${randomUUID()}@kith.test`): Promise<Person> {
      const { addMember } = await write(
        by.ask,
        'addMember',
        { email, displayName: 'Member', role },
        'user { id }',
      );
      return actingAs(addMember.user.id, email, by.actor.organizationId as Uuid, role);
    },
    /** A session of a member, where they are. */
    async session({ actor }: Person): Promise<Uuid> {
      return asSuperuser(app.databaseName, async (client) => {
        await client.query('set search_path to identity');
        const { rows } = await client.query(`select start_session($1, $2, $3, '7 days') as id`, [
          actor.userId,
          actor.organizationId,
          randomBytes(32),
        ]);
        return rows[0].id as Uuid;
      });
    },
    /** Somebody with an account who belongs nowhere. */
    async account(email = `${randomUUID()}@kith.test`): Promise<Person> {
      const id = await asSuperuser(app.databaseName, async (client) => {
        const { rows } = await client.query(
          `insert into identity.user_account (email, display_name) values ($1, 'Somebody') returning id`,
          [email],
        );
        return rows[0].id as Uuid;
      });
      const actor = { userId: id, organizationId: null, role: null, scopes: [] };
      return { id, email, actor, ask: app.asActor(actor) };
    },
  };
}

/** Runs a mutation; its payload stands under its name, or its errors do. */
export async function write(ask: Ask, name: string, input: object, selection: string) {
  const inputType = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${inputType}!) { ${name}(input: $input) { ${selection} userErrors { code path } } }`;
  const { data, errors } = await ask(text, { input });
  return { ...data, errors };
}
