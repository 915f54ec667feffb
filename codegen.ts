import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for whoever writes GraphQL against the graph here: the demo's loader, tests and benchmarks. */
const config: CodegenConfig = {
  schema: 'schema/api.graphql',
  documents: ['standalone/src/**/*.ts', 'standalone/tests/**/*.ts'],
  ignoreNoDocuments: true,
  generates: {
    'schema/src/client/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        emitLegacyCommonJSImports: false,
        importExtension: '.js',
        scalars: {
          CountryCode: 'string',
          CurrencyCode: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          EmailAddress: 'string',
          JSON: 'unknown',
          PhoneNumber: 'string',
        },
      },
    },
  },
};

export default config;
