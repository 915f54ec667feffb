import { Failure, say } from './failure.mjs';
import { build, prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { at, environment, root, workspaceNode } from './workspace.mjs';

/** Prints the SDL of all subgraphs, composes the graph, generates the typed documents from it, and names the apps that it breaks. */
export async function schema() {
  // Documents that no longer fit the graph do not compile until they are generated again below.
  await prepare({ allowErrors: true });
  const node = workspaceNode();
  const env = environment();
  const printed = await run(node, [at('standalone/dist/schema/print.js')], { env });
  if (printed !== 0) throw new Failure('The schema could not be printed.', printed);
  const codegen = at('node_modules/@graphql-codegen/cli/cjs/bin.js');
  const generated = await run(node, [codegen, '--config', at('codegen.ts')], {
    env: { ...env, INIT_CWD: root },
  });
  if (generated !== 0) throw new Failure('The typed documents could not be generated.', generated);
  await build();
  const broken = await run(node, [at('standalone/dist/schema/broken.js')], { env });
  if (broken !== 0)
    throw new Failure('The schema breaks what these versions of apps run: keep it, or retire them.', broken);
  say('The schema is printed.');
  return 0;
}
