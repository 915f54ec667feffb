const { createRequire } = require('node:module');

// Jest's own sequencer, which it does not export itself.
const fromJest = createRequire(createRequire(require.resolve('jest')).resolve('@jest/core'));
const Sequencer = fromJest('@jest/test-sequencer').default;

/** What takes longer than half a minute, the longest first. How long a file is says nothing of that. */
const longest = [
  'standalone/tests/subscriptions/shared.long-test.ts',
  'standalone/tests/time-travel/sequences.long-test.ts',
  'standalone/tests/crash/crash.long-test.ts',
  'standalone/tests/demo-kills.long-test.ts',
  'standalone/tests/isolation/mutations.long-test.ts',
  'gateway/tests/engine/differential.long-test.ts',
  'standalone/tests/rights/matrix.long-test.ts',
  'standalone/tests/start.long-test.ts',
  'standalone/tests/postgres-kills.long-test.ts',
  'standalone/tests/subscriptions/kills.long-test.ts',
  'kernel/tests/bus.long-test.ts',
  'standalone/tests/dump.long-test.ts',
  'standalone/tests/clients.long-test.ts',
];

/** Starts the longest files first, so that no worker is left alone with one of them at the end; the others as Jest does. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const placeOf = ({ path }) => {
      const place = longest.findIndex((file) => path.endsWith(`/${file}`));
      return place < 0 ? longest.length : place;
    };
    return super.sort(tests).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
};
