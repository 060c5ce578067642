import { SimulationError } from '@rheobase/core';
import type { Kernel } from '../kernel.js';

/** What is raised where a function cannot be gone on with: `what` it did, at which time (s). */
export const functionFailure = (source: string, what: string, time: number): SimulationError =>
  new SimulationError(`${source}: its function ${what} at t = ${time} s`, { code: 'function-failed', object: source });

/** A host function of time and input, item by item; what it returns must be as many finite numbers as are needed. */
export const call: Kernel<'call'> = ({ source, in: input, out, function: fn }, signals) => {
  const x = input === null ? new Float64Array(0) : signals.get(input);
  const y = signals.get(out);
  const sizeIn = input === null ? 0 : signals.size(input);
  const sizeOut = signals.size(out);
  const fail = (what: string): never => {
    throw functionFailure(source, what, signals.clock.time);
  };
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      let result: ArrayLike<number>;
      try {
        result = fn(signals.clock.time, sizeIn === 0 ? x : x.slice(item * sizeIn, (item + 1) * sizeIn));
      } catch (error) {
        return fail(`threw '${error instanceof Error ? error.message : String(error)}'`);
      }
      if (result?.length !== sizeOut) fail(`returned ${result?.length ?? 'no'} values where ${sizeOut} are needed`);
      for (let i = 0; i < sizeOut; i++) {
        if (!Number.isFinite(result[i])) fail(`returned ${result[i]} as element ${i}`);
        y[item * sizeOut + i] = result[i]!;
      }
    }
  };
};
