import { startGateway } from '@kith/gateway';
import { run } from '../run.js';
import { startStandalone } from '../start.js';
import { switches } from './door-switches.js';

/** A standalone deployment, and a gateway for each switch over its subgraphs; whoever started it is told where they are. */
run(async (settings, options) => {
  const standalone = await startStandalone(settings, options);
  const gateways = await Promise.all(
    switches.map(({ changed }) => startGateway({ ...standalone.gateway, ...changed, port: 0 })),
  );
  process.on('message', () => process.send?.(gateways.map(({ url }) => url)));
  // Waiting for messages must not keep a stopped process alive.
  process.channel?.unref();
  return {
    ...standalone,
    async stop() {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await standalone.stop();
    },
  };
});
