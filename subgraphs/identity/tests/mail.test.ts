import { createServer, type Server } from 'node:net';
import { createLogger } from '@kith/kernel';
import { asSuperuser } from '@kith/kernel/testing';
import { deliverMailTask } from '../src/mail/deliver-mail.job.js';
import { openPost, type Post } from '../src/mail/post.js';
import { type Door, openDoor, operator } from './door.js';

/** What a mail server on this machine was given, and whether it takes anything at present. */
const taken: string[] = [];
let isFull = false;
let server: Server;
let post: Post;
let door: Door;

/** Speaks as much SMTP as it takes to be given a mail. */
function openMailServer(): Server {
  return createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let text: string | null = null;
    let rest = '';
    say('220 here');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      const lines = (rest + String(chunk)).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (text !== null && line !== '.') text += `${line}\n`;
        else if (text !== null) {
          taken.push(text);
          text = null;
          say('250 taken');
        } else if (/^data/i.test(line)) {
          if (isFull) say('452 full');
          else {
            text = '';
            say('354 go on');
          }
        } else if (/^quit/i.test(line)) socket.end('221 bye\r\n');
        else say('250 fine');
      }
    });
  });
}

beforeAll(async () => {
  server = openMailServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  post = openPost(`smtp://127.0.0.1:${port}?ignoreTLS=true`, 'Kith <door@kith.test>');
  door = await openDoor({ post });
});
afterAll(async () => {
  await door.subgraph.stop();
  post.close();
  await new Promise((resolve) => server.close(resolve));
});

const rows = async (text: string) =>
  (await asSuperuser(door.subgraph.databaseName, (client) => client.query(text))).rows;

/** Does what the worker does with the jobs that were asked for. */
async function deliver() {
  const jobs = await rows(
    `select payload from identity_jobs._private_jobs j join identity_jobs._private_tasks t on t.id = j.task_id
     where t.identifier = 'deliver mail'`,
  );
  const { database } = door.subgraph;
  const premises = {
    database,
    means: door.means,
    logger: createLogger('test', 'silent'),
    signal: new AbortController().signal,
  };
  for (const { payload } of jobs) await deliverMailTask.run(premises, payload);
}

test('a mail is handed to the server, and then forgotten here', async () => {
  const { errors } = await door.asStranger(
    'mutation { register(input: { email: "ada@kith.test", password: "long enough", displayName: "A" }) { email } }',
  );
  expect(errors).toBeUndefined();
  isFull = true;
  await expect(deliver()).rejects.toThrow(/452/);
  expect(await rows('select sent_at, sealed is not null as is_kept from identity.mail')).toEqual([
    { sent_at: null, is_kept: true },
  ]);
  isFull = false;
  await deliver();
  await deliver();
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatch(/^From: Kith <door@kith.test>$/m);
  expect(taken[0]).toMatch(/^To: ada@kith.test$/m);
  const text = taken[0]?.replaceAll('=\n', '').replaceAll('=3D', '=');
  expect(text).toMatch(/^http:\/\/kith\.test\/verify-email\?token=kith_mail_[\w-]{43}$/m);
  expect(await rows('select sent_at is not null as is_sent, sealed from identity.mail')).toEqual([
    { is_sent: true, sealed: null },
  ]);
});

test('where mails are sent, nobody reads them here', async () => {
  const { errors } = await door.subgraph.asActor(operator)('{ mailbox { text } }');
  expect(errors?.[0]?.extensions['code']).toBe('FEATURE_DISABLED');
});
