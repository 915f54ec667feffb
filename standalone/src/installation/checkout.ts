import path from 'node:path';

/** The folder of the checkout that runs. */
export const checkout = path.resolve(import.meta.dirname, '../../..');

/** What apps run, as `operations pull` fetched it: the next schema is held against it. */
export const operationsFolder = path.join(checkout, 'schema/operations');
