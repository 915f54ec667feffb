import { run } from '../run.js';
import { startStandalone } from '../start.js';
import { tellUsage } from './tell-usage.js';

run(startStandalone);
tellUsage();
