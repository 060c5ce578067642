import { activationPlanners } from './activation.js';
import { arithmeticPlanners } from './arithmetic.js';
import { arrangementPlanners } from './arrangement.js';
import { linearPlanners } from './linear.js';
import type { Planner } from './planner.js';
import { poolingPlanners } from './pooling.js';

/** How each operator is imported, by type. */
export const planners: ReadonlyMap<string, Planner> = new Map([
  ...linearPlanners,
  ...arithmeticPlanners,
  ...poolingPlanners,
  ...arrangementPlanners,
  ...activationPlanners,
]);

/** Operators that can be imported, in alphabetical order. Others may still stand where they depend on no data: they are folded. */
export const importableOperators = (): readonly string[] => [...planners.keys()].sort();
