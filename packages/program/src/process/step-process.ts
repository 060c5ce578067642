import { type ProcessDefinition, type ProcessStep, SimulationError } from '@rheobase/core';

/** Makes one step of a user's process; what it throws, and what is not a number, is a `SimulationError` that names object and time. */
export function stepProcess(step: ProcessDefinition['step'], given: ProcessStep, object: string): void {
  const fail = (what: string): never => {
    throw new SimulationError(`${object}: its process ${what} at t = ${given.time} s`, { code: 'process-failed', object });
  };
  given.out.fill(0);
  try {
    step(given);
  } catch (error) {
    fail(`threw '${error instanceof Error ? error.message : String(error)}'`);
  }
  const at = given.out.findIndex(x => !Number.isFinite(x));
  if (at >= 0) fail(`gave ${given.out[at]} as element ${at}`);
}
