import type { Builtin } from '@rheobase/core';
import type { Operator, Parameter } from '@rheobase/program';
import type { Code } from '../generated/codes.js';
import type { Planned, Planner } from './table/planner.js';

/** The record of each built-in function, and whether it makes one number of all. */
const records: Readonly<Record<Builtin, { readonly code: Code; readonly toOne: boolean }>> = {
  square: { code: 'square', toOne: false },
  cube: { code: 'cube', toOne: false },
  abs: { code: 'absolute', toOne: false },
  sinPi: { code: 'sinPi', toOne: false },
  step: { code: 'heaviside', toOne: false },
  ramp: { code: 'ramp', toOne: false },
  above: { code: 'above', toOne: false },
  product: { code: 'product', toOne: true },
  sum: { code: 'total', toOne: true },
  norm: { code: 'norm', toOne: true },
};

/** Built-in functions as records; functions of the user, of the time alone, and those whose output has another size run on the host. */
export function planCall(planner: Planner, call: Operator<Parameter, 'call'>): Planned {
  const { in: source, out, builtin } = call;
  if (source === null || builtin === null) return { feature: null };
  const [x, y] = [planner.place(source), planner.place(out)];
  const { code, toOne } = records[builtin.name];
  if (y.size !== (toOne ? 1 : x.size)) return { feature: null };
  return planner.emit(code, x.at, x.stride, y.at, y.stride, x.size, ...planner.fault(call), { real: builtin.threshold ?? 0 });
}
