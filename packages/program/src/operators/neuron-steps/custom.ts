import { SimulationError } from '@rheobase/core';
import type { Arrays, Typed } from './arrays.js';

/** A user's step, neuron by neuron; what it returns must be a finite number. */
export function custom({ name, parameters, state, implementation }: Typed<'customNeuron'>, arrays: Arrays): () => void {
  const { n, dt, current, out } = arrays;
  const fail = (i: number, what: string): never => {
    throw new SimulationError(`neuron type '${name}': its step ${what} for neuron ${i % n} in a current of ${current[i]}`, {
      code: 'function-failed',
      object: name,
    });
  };
  const variables = Object.keys(state).map(variable => [variable, arrays.state(variable)] as const);
  const held: Record<string, number> = { ...Object.fromEntries(variables.map(([variable]) => [variable, 0])) };
  const each = Array.from({ length: n }, (_, k) =>
    Object.freeze(Object.fromEntries(Object.entries(parameters).map(([key, values]) => [key, values[k]!]))),
  );
  const run = implementation?.step ?? (() => Number.NaN);
  return () => {
    for (let i = 0; i < out.length; i++) {
      for (const [variable, values] of variables) held[variable] = values[i]!;
      const value = run({ dt, current: current[i]!, state: held, parameters: each[i % n]! });
      if (!Number.isFinite(value)) fail(i, `returned ${String(value)}`);
      out[i] = value;
      for (const [variable, values] of variables) values[i] = held[variable]!;
    }
  };
}
