import path from 'node:path';

/** The folder of the checkout that runs. */
export const checkout = path.resolve(import.meta.dirname, '../../..');
