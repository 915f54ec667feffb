import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { signAccessToken } from '@kith/gateway';
import { graphql } from '@kith/schema';
import { clientOf } from './client.js';
import type { DemoSite } from './organizations.js';

const request = graphql(`
  mutation DemoRequestPassword($email: EmailAddress!) {
    requestPasswordReset(input: { email: $email }) { userErrors { message } }
  }
`);

const mailbox = graphql(`
  query DemoMailbox($address: EmailAddress!) { mailbox(address: $address, first: 1) { text } }
`);

const reset = graphql(`
  mutation DemoSetPassword($input: ResetPasswordInput!) { resetPassword(input: $input) { userErrors { message } } }
`);

const fileOf = (dataFolder: string) => path.join(dataFolder, 'demo-password');

/** The password of the demo users, or null before there is one. */
export function readDemoPassword(dataFolder: string): Promise<string | null> {
  return readFile(fileOf(dataFolder), 'utf8').catch(() => null);
}

/** Gives the demo users a password, made for this installation, as anybody gets one: by what a mail brings. */
export async function setDemoPasswords(
  { url, dataFolder, privateKey, signal }: DemoSite,
  emails: readonly string[],
): Promise<void> {
  const password = (await readDemoPassword(dataFolder)) ?? randomBytes(12).toString('base64url');
  await writeFile(fileOf(dataFolder), password, { mode: 0o600 });
  const asStranger = clientOf(url, null, signal);
  const operator = { userId: null, organizationId: null, role: null, scopes: ['mail:read'] };
  const asOperator = clientOf(url, () => signAccessToken(operator, privateKey), signal);
  for (const email of emails) {
    await asStranger(request, { email });
    const [mail] = (await asOperator(mailbox, { address: email })).mailbox;
    const token = /token=(\S+)/.exec(mail?.text ?? '')?.[1];
    if (!token) throw new Error(`No mail came for ${email}`);
    await asStranger(reset, { input: { token, password } });
  }
}
