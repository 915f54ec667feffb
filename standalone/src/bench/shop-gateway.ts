import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createGateway } from '@kith/gateway';

/** Our gateway over any subgraphs, behind nothing but Node's HTTP server. */
async function main(): Promise<void> {
  const { PORT, SUPERGRAPH, SUBGRAPHS } = process.env;
  const places = Object.entries<{ url: string }>(JSON.parse(SUBGRAPHS as string));
  const gateway = await createGateway({
    supergraph: readFileSync(SUPERGRAPH as string, 'utf8'),
    subgraphs: Object.fromEntries(places.map(([name, { url }]) => [name, url])),
  });
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = await gateway.execute(JSON.parse(body));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  server.listen(Number(PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
  process.once('SIGTERM', () => process.exit(0));
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
