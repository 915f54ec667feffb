const { existsSync } = require('node:fs');
const path = require('node:path');

/** A path below the root when somebody has written that file, else undefined. */
function ifWritten(file) {
  const full = path.join(__dirname, file);
  return existsSync(full) ? full : undefined;
}

const subgraphs = 'identity|platform-objects|commerce|crm|marketing';

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  testEnvironment: 'node',
  testTimeout: 60_000,
  maxWorkers: 2,
  globalSetup: ifWritten('standalone/tests/global-setup.ts'),
  globalTeardown: ifWritten('standalone/tests/global-teardown.ts'),
  // Tests run the sources, not dist: a package's name leads to its index.ts, and the `.js` of an import to its `.ts`.
  moduleNameMapper: {
    '^@kith/(kernel|schema|gateway|standalone)$': '<rootDir>/$1/src/index.ts',
    '^@kith/(kernel|schema|gateway|standalone)/testing$': '<rootDir>/$1/src/testing',
    [`^@kith/(${subgraphs})$`]: '<rootDir>/subgraphs/$1/src/index.ts',
    [`^@kith/(${subgraphs})/testing$`]: '<rootDir>/subgraphs/$1/src/testing',
    '^@kith/schema/events/(.*)$': '<rootDir>/schema/events/$1.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: false, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
};
