import { startDistributed } from './distributed/start.js';
import { run } from './run.js';

run(startDistributed);
