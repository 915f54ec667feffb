/** What takes longer than every run can wait for: kills and long random sequences. */
/** @type {import('jest').Config} */
module.exports = {
  ...require('../jest.config.cjs'),
  testMatch: ['**/*.long-test.ts'],
  testTimeout: 900_000,
  testSequencer: require.resolve('./longest-first.cjs'),
};
