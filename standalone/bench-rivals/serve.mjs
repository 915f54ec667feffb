/**
 * Says that the server answers, and ends it with the benchmark.
 *
 * @param {import('node:http').Server} server
 */
export function serve(server) {
  server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
  process.once('SIGTERM', () => process.exit(0));
}
