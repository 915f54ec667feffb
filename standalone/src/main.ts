import { run } from './run.js';
import { startStandalone } from './start.js';

run(startStandalone);
