export { planScenarios } from './plan.ts';
export type { Call, Made, Plan, Refusal } from './plan.ts';
export type { Given, GivenMember } from './given.ts';
export { plainText } from './given.ts';
export { simulateCreate } from './simulate.ts';
