import { type Discretisation, type LinearFilter, type StateSpace, ValidationError } from '@rheobase/core';
import { solveLinear } from '@rheobase/math';
import { holdStep } from './exponential.js';

/** Leading coefficients of a numerator that count as none, once the denominator starts with 1. */
const NEGLIGIBLE = 1e-14;

/** The controllable canonical form of a transfer function: the first row of A holds the denominator, b is the first unit vector. */
function canonical({ numerator, denominator }: LinearFilter): StateSpace {
  const lead = denominator[0] ?? 1;
  const order = denominator.length - 1;
  const den = denominator.map(x => x / lead);
  let num = numerator.map(x => x / lead);
  while (num.length > 1 && Math.abs(num[0] ?? 0) <= NEGLIGIBLE) num = num.slice(1);
  const padded = [...new Array<number>(order + 1 - num.length).fill(0), ...num];
  const d = padded[0] ?? 0;
  const a = new Float64Array(order * order);
  for (let j = 0; j < order; j++) a[j] = -(den[j + 1] ?? 0);
  for (let i = 1; i < order; i++) a[i * order + i - 1] = 1;
  const b = new Float64Array(order);
  b.fill(1, 0, 1);
  const c = Float64Array.from({ length: order }, (_, i) => (padded[i + 1] ?? 0) - d * (den[i + 1] ?? 0));
  return { order, a, b, c, d };
}

/** The generalised bilinear rule: `share` of the new value and the rest of the old one decide each step. Null where it has no solution. */
function bilinear({ order, a, b, c, d }: StateSpace, share: number, dt: number): StateSpace | null {
  const matrix = (f: (value: number, unit: number) => number) => a.map((value, k) => f(value * dt, k % (order + 1) === 0 ? 1 : 0));
  const implicit = matrix((value, unit) => unit - share * value);
  const transposed = implicit.map((_, k) => implicit[(k % order) * order + Math.floor(k / order)] ?? 0);
  const solved = (left: Float64Array, right: Float64Array) => (share === 0 ? right : solveLinear(left, right, order));
  const stepA = solved(
    implicit,
    matrix((value, unit) => unit + (1 - share) * value),
  );
  const stepB = solved(
    implicit,
    b.map(value => value * dt),
  );
  const stepC = solved(transposed, c);
  if (!stepA || !stepB || !stepC) return null;
  const direct = b.reduce((sum, value, i) => sum + (stepC[i] ?? 0) * value * dt, 0);
  return { order, a: stepA, b: stepB, c: stepC, d: d + share * direct };
}

function discretised(system: StateSpace, method: Discretisation, dt: number): StateSpace | null {
  switch (method) {
    case 'zoh':
      return { ...system, ...holdStep(system.a, system.b, system.order, dt) };
    case 'euler':
      return bilinear(system, 0, dt);
    case 'bilinear':
      return bilinear(system, 0.5, dt);
    case 'backwardDifference':
      return bilinear(system, 1, dt);
  }
}

/** A linear filter as a system of steps of `dt` seconds. `ValidationError` where its numbers are out of range at this step. */
export function stateSpace(filter: LinearFilter, dt: number): StateSpace {
  const system = canonical(filter);
  if (!filter.analog || system.order === 0) return system;
  const made = discretised(system, filter.method, dt);
  if (made && [...made.a, ...made.b, ...made.c, made.d].every(Number.isFinite)) return made;
  throw new ValidationError(
    `linearFilter: [${filter.numerator}] / [${filter.denominator}] has no steps of ${dt} s by method ${filter.method}; take another step or method`,
    { code: 'not-discretisable', object: 'linearFilter', given: dt, allowed: 'a step at which its numbers are finite' },
  );
}
