import { registerHooks } from 'node:module';
import { leftOutOf } from './door-parts.js';

const replaced = leftOutOf(process.env).flatMap((part) => part.replaced ?? []);
const used = new Set<object>();

// A hook here, so that there is none in what is measured.
registerHooks({
  resolve(specifier, context, next) {
    const found = replaced.find(
      ({ importer, specifiers }) => context.parentURL?.endsWith(importer) && specifiers.includes(specifier),
    );
    if (!found) return next(specifier, context);
    used.add(found);
    return next(new URL(`without/${found.by}`, import.meta.url).href, context);
  },
});

// The graph is loaded behind the hook.
import('./standalone.js').then(() => {
  const missed = replaced.filter((one) => !used.has(one));
  if (missed.length > 0)
    throw new Error(`Nobody imports what is to be left out: ${JSON.stringify(missed)}; see door-parts.ts`);
});
