import { type CustomProcess, needStartingState, type ProcessDefinition, type StateStart } from '@rheobase/core';

/**
 * What the state of a user's process starts from, by name: zeros, then what its definition says, then what its record says. `object` is
 * named where the function of a definition gives what does not fit.
 */
export function processState(
  process: CustomProcess,
  definition: ProcessDefinition | undefined,
  { sizeIn, sizeOut, dt }: Omit<StateStart, 'parameters'>,
  object: string,
): Readonly<Record<string, Float64Array>> {
  const rule = definition?.initialState ?? {};
  const made = typeof rule === 'function' ? rule(Object.freeze({ sizeIn, sizeOut, dt, parameters: process.parameters })) : rule;
  const start = { ...made, ...process.initialState };
  needStartingState(object, process.state, start, sizeOut);
  return Object.fromEntries(
    Object.entries(process.state).map(([name, count]) => {
      const values = new Float64Array(count === 'out' ? sizeOut : count);
      const value = start[name] ?? 0;
      if (typeof value === 'number') values.fill(value);
      else values.set(Array.from(value));
      return [name, values];
    }),
  );
}
