import { describeBackend } from './suite.ts';
import { walk } from './walk.ts';

describeBackend('tree', walk);
