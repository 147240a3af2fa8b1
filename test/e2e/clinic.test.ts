import { describeBackend } from './suite.ts';
import { walk } from './walk.ts';

describeBackend('clinic', walk);
