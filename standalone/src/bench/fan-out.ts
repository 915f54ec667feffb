import { type Audience, gather, type Subscribing } from './audience.js';
import { openPersonChanges } from './person-changes.js';
import { closeAll, type Deployment, type Listening, startDeployment } from './processes.js';
import { installRivals, startRival } from './rivals-folder.js';
import { printTable } from './table.js';
import { usageOf } from './usage.js';

const subscribers = 2_000;
const rounds = 5;
const messagesOfRound = 20;

/** What sends messages: the graph, or graphql-ws with nothing behind it. */
interface Sender {
  readonly name: string;
  readonly server: Pick<Listening, 'process'>;
  readonly subscribing: Subscribing;
  /** Has one message sent to all subscribers, and says when, in nanoseconds. */
  readonly send: () => Promise<bigint>;
}

/**
 * 2,000 subscribers of the same changes on one standalone process, beside as many of a bare graphql-ws that is handed the
 * same bytes: what a delivered message costs, when it is there, and what a connection holds. All that a change costs in
 * the process is in its messages: reading the outbox, and one execution over three subgraphs.
 */
export async function fanOut(): Promise<void> {
  await installRivals();
  try {
    const ours = await prepare(await graphSender(await startDeployment('bench/standalone.js')));
    const answer = ours.audience.last();
    const bare = await prepare(await bareSender(JSON.parse(answer)));
    if (bare.audience.last() !== answer) throw new Error('The two do not send the same');
    const bytes = Buffer.byteLength(answer);
    process.stdout.write(
      `${subscribers} subscribers, ${rounds} rounds of ${messagesOfRound} messages of ${bytes} bytes\n`,
    );
    for (let round = 0; round < rounds; round++)
      for (const contestant of [ours, bare]) await playRound(contestant);
    report([bare, ours]);
  } finally {
    await closeAll();
  }
}

async function graphSender(graph: Deployment): Promise<Sender> {
  const { subscribing, commit } = await openPersonChanges(graph);
  return { name: 'standalone', server: graph, subscribing, send: commit };
}

async function bareSender(answer: object): Promise<Sender> {
  const server = await startRival('bare-graphql-ws.mjs', {});
  return {
    name: 'bare graphql-ws',
    server,
    subscribing: { url: server.url.replace('http', 'ws'), init: {}, query: 'subscription { handed }' },
    async send() {
      const sent = process.hrtime.bigint();
      server.process.send({ answer });
      return sent;
    },
  };
}

/** A sender with its subscribers, and what all its messages have cost. */
interface Contestant {
  readonly sender: Sender;
  readonly audience: Audience;
  readonly idleHeapBytes: number;
  cpuMicros: number;
  wallMicros: number;
}

/** Measures what idle connections hold, and then subscribes, until each subscriber has had a message. */
async function prepare(sender: Sender): Promise<Contestant> {
  const { server, subscribing, send } = sender;
  const before = await usageOf(server.process, 'afterCollection');
  const idle = await gather(subscribers, { ...subscribing, query: null });
  const after = await usageOf(server.process, 'afterCollection');
  await idle.leave();
  const audience = await gather(subscribers, subscribing);
  while (!(await audience.push(send, 3_000)));
  for (const delays of Object.values(audience.delays)) delays.reset();
  const idleHeapBytes = (after.heapBytes - before.heapBytes) / subscribers;
  return { sender, audience, idleHeapBytes, cpuMicros: 0, wallMicros: 0 };
}

async function playRound(contestant: Contestant): Promise<void> {
  const { sender, audience } = contestant;
  const before = await usageOf(sender.server.process);
  const begin = performance.now();
  for (let message = 0; message < messagesOfRound; message++)
    if (!(await audience.push(sender.send)))
      throw new Error(`A subscriber of ${sender.name} misses a message`);
  contestant.wallMicros += (performance.now() - begin) * 1000;
  const after = await usageOf(sender.server.process);
  contestant.cpuMicros += after.cpuMicros - before.cpuMicros;
}

function report(contestants: readonly [bare: Contestant, ours: Contestant]): void {
  const [bare] = contestants;
  const delivered = rounds * messagesOfRound * subscribers;
  printTable([
    [
      '',
      'CPU µs a message',
      'of bare',
      'wall µs',
      'of bare',
      'at the first after p50 ms',
      'p99 ms',
      'at each p50 ms',
      'p99 ms',
      'KB an idle connection',
    ],
    ...contestants.map(({ sender, audience, idleHeapBytes, cpuMicros, wallMicros }) => [
      sender.name,
      (cpuMicros / delivered).toFixed(1),
      (cpuMicros / bare.cpuMicros).toFixed(2),
      (wallMicros / delivered).toFixed(1),
      (wallMicros / bare.wallMicros).toFixed(2),
      ...[audience.delays.first, audience.delays.each].flatMap((delays) =>
        [50, 99].map((percent) => (delays.percentile(percent) / 1e6).toFixed(1)),
      ),
      (idleHeapBytes / 1024).toFixed(1),
    ]),
  ]);
}
