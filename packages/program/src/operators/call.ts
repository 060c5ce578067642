import { type BuiltinRef, SimulationError, type VectorValued } from '@rheobase/core';
import { type BuiltinOperator, type OperatorBase, type SignalId, whole } from './operator.js';

/** out = f(time, in): on the host, or in a backend's own kernel where the function is a built-in one. */
export interface Call extends OperatorBase {
  readonly kind: 'call';
  readonly in: SignalId | null;
  readonly out: SignalId;
  readonly function: VectorValued;
  /** The built-in function that this is, with or without input; null for one of the user's or of a piecewise process. */
  readonly builtin: BuiltinRef | null;
}

/** What is raised if a function fails: `what` it did, and at which time (s). */
export const functionFailure = (source: string, what: string, time: number): SimulationError =>
  new SimulationError(`${source}: its function ${what} at t = ${time} s`, { code: 'function-failed', object: source });

export const call: BuiltinOperator<Call> = {
  access: ({ in: input, out }) => ({ sets: [whole(out)], reads: input === null ? [] : [whole(input)] }),
  check: () => null,
  operations: ({ out }, signals) => signals.size(out),
  /** A host function of time and input, item by item; it must return as many finite numbers as `out` has. */
  kernel: ({ source, in: input, out, function: fn }, signals) => {
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
  },
  adjoint: () => ({ none: 'its function has no known derivative' }),
};
