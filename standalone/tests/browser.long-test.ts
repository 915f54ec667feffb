import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { checkout } from '../src/installation/checkout.js';
import { installApart } from '../src/installation/install-apart.js';
import { graphUrl } from './graph.js';
import { createTestOrganization, type TestOrganization } from './isolation/organization.js';
import { dealAndStages } from './isolation/things.js';
import { setPassword } from './sign-in.js';

const folder = path.join(checkout, 'standalone/clients');
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

/** Root has no sandbox; and a page that playwright hands over is taken for one from outside, which may not ask this machine. */
const args = [
  '--no-sandbox',
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
];

/** What of playwright is used here; it is installed apart from the workspace, its types with it. */
interface Page {
  route(url: string, handle: (route: { fulfill(answer: object): Promise<void> }) => unknown): Promise<void>;
  goto(url: string): Promise<unknown>;
  fill(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  evaluate(script: string): Promise<unknown>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  getByText(text: string, options: { exact: boolean }): { waitFor(): Promise<void> };
}
interface Context {
  newPage(): Promise<Page>;
  cookies(): Promise<{ name: string; httpOnly: boolean; secure: boolean; sameSite: string }[]>;
}
interface Browser {
  newContext(): Promise<Context>;
  close(): Promise<void>;
}
interface Playwright {
  readonly chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}

let browser: Browser;
let organization: TestOrganization;
let email: string;
const password = 'a horse, a battery, and a staple';
beforeAll(async () => {
  if (!chromium) return;
  await installApart(folder);
  const playwright = createRequire(path.join(folder, 'package.json'))('playwright-core') as Playwright;
  browser = await playwright.chromium.launch({ executablePath: chromium, args });
  organization = await createTestOrganization('browser');
  email = (await organization.ask('{ viewer { email } }')).data.viewer.email;
  await setPassword(email, password);
}, 300_000);
afterAll(() => browser?.close());

/** The page, as if it were one of the graph's own: everything that it asks goes to the running graph. */
async function open(): Promise<{ page: Page; context: Context }> {
  const { port } = new URL(graphUrl());
  // Browsers keep secure cookies of localhost without TLS.
  const url = `http://localhost:${port}/deals`;
  const context = await browser.newContext();
  const page = await context.newPage();
  const body = readFileSync(path.join(folder, 'page.html'), 'utf8');
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  return { page, context };
}

async function signIn(page: Page, given: string): Promise<void> {
  await page.fill('#email', email);
  await page.fill('#password', given);
  await page.click('button');
}

const shown = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

const test = chromium ? globalThis.test : globalThis.test.skip;
if (!chromium) process.stderr.write('There is no Chromium here, so no page is opened in one.\n');

test('a page signs in, never sees a token, and shows a deal as it moves', async () => {
  const { deal, other } = await dealAndStages(organization);
  const read = async () => {
    const query = 'query ($id: ID!) { deal(id: $id) { title stage { name } } }';
    const { title, stage } = (await organization.ask(query, { id: deal })).data.deal;
    return `${title}: ${stage.name}`;
  };
  const before = await read();
  const { page, context } = await open();
  await signIn(page, password);
  await shown(page, before);
  await shown(page, 'watching');
  await organization.write('moveDeal', { id: deal, stageId: other }, 'deal { id }');
  const after = await read();
  expect(after).not.toBe(before);
  await shown(page, after);
  expect(await page.evaluate('document.cookie')).toBe('');
  expect((await context.cookies()).map(({ httpOnly, secure }) => [httpOnly, secure])).toEqual([
    [true, true],
    [true, true],
  ]);
});

test('a page that signs in with another password is refused, and keeps nothing', async () => {
  const { page, context } = await open();
  await signIn(page, 'another one altogether');
  await shown(page, 'refused');
  expect(await context.cookies()).toEqual([]);
});

test('the explorer runs under its content security policy, and draws the schema that it is told', async () => {
  const page = await (await browser.newContext()).newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${graphUrl()}/`);
  await page.click('[aria-label="Show Documentation Explorer"]');
  // It stands there once introspection was answered.
  await shown(page, 'Subscription');
  expect(errors.filter((error) => /Content.Security.Policy|violates/i.test(error))).toEqual([]);
});
