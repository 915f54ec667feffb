import path from 'node:path';
import { isFor, kernelEvents, type Subgraph } from '@kith/kernel';
import { checkout } from '../installation/checkout.js';
import { subgraphs } from '../subgraphs.js';
import { type Payloads, readPayloads } from './payloads.js';

const everySubgraph = 'every-subgraph';

/** The catalogue of events for people: what each means and carries, what publishes it, who handles it. */
export function printCatalogue(): string {
  const schemaFolder = path.join(checkout, 'schema');
  const payloads = readPayloads(schemaFolder, [everySubgraph, ...subgraphs.map(({ name }) => name)]);
  const section = (file: string, title: string, types: readonly string[], owners: readonly Subgraph[]) => [
    `## ${title}`,
    ...types.map((type) => entry(type, owners, payloads.get(file) as Payloads)),
  ];
  const common = Object.keys(kernelEvents);
  return `${[
    '# Events',
    'What the subgraphs tell each other and, through `events`, their clients. `npm run schema` prints this from `src/events.ts` of each subgraph and the types beside this file.',
    ...section(everySubgraph, 'Every subgraph', common, subgraphs),
    ...subgraphs.flatMap((owner) => {
      const own = Object.keys(owner.events).filter((type) => !common.includes(type));
      return section(owner.name, owner.name, own, [owner]);
    }),
  ].join('\n\n')}\n`;
}

function entry(type: string, owners: readonly Subgraph[], payloads: Payloads): string {
  const declared = owners[0]?.events[type];
  const fields = payloads.get(type);
  if (!declared || !fields) throw new Error(`schema/events says nothing of the event ${type}`);
  const listeners = subgraphs.filter(({ handlers = [] }) =>
    owners.some(({ name: source }) => handlers.some((handler) => isFor(handler, { source, type }))),
  );
  const facts = [
    `- Happens to: \`${declared.subject}\``,
    `- Version: ${declared.version ?? 1}`,
    declared.of.length > 0 && `- Published by: ${declared.of.map((name) => `\`${name}\``).join(', ')}`,
    listeners.length > 0 && `- Handled by: ${listeners.map(({ name }) => name).join(', ')}`,
  ];
  const body = ['```ts', ...fields, '```'].join('\n');
  return [`### ${type}`, declared.description, facts.filter(Boolean).join('\n'), body].join('\n\n');
}
