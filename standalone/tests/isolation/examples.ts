import { commerce } from './examples/commerce.js';
import { crm } from './examples/crm.js';
import type { Examples } from './examples/example.js';
import { identity } from './examples/identity.js';
import { marketing } from './examples/marketing.js';
import { platformObjects } from './examples/platform-objects.js';

/** For every mutation that takes an id: inputs that together name each of its ids. */
export const examples: Examples = { ...commerce, ...crm, ...identity, ...marketing, ...platformObjects };
