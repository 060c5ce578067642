import { stepsOf } from '@rheobase/core';
import type { Form, Parameter, ParameterOf } from './parameter.js';

/** a times b; `each` elements of a in a row meet the same element of b, which starts over at its end. */
export const times = (a: Parameter, b: Parameter, each = 1): ParameterOf<'product'> =>
  Object.freeze({ form: 'product', length: a.length, a, b, each });

/** a divided by b; elements meet as in `times`. */
export const over = (a: Parameter, b: Parameter, each = 1): ParameterOf<'quotient'> =>
  Object.freeze({ form: 'quotient', length: a.length, a, b, each });

/** Times, s, as whole steps. */
export const inSteps = (of: Parameter, dt: number): ParameterOf<'steps'> => Object.freeze({ form: 'steps', length: of.length, of, dt });

/** Calls `meet` with every element of a list and the element of the other that it meets. */
function pairs(length: number, others: number, each: number, meet: (element: number, other: number) => void): void {
  for (let at = 0, other = 0; at < length; other = other + 1 === others ? 0 : other + 1) {
    for (const end = Math.min(length, at + each); at < end; at++) meet(at, other);
  }
}

function combined({ a, b, each }: ParameterOf<'product' | 'quotient'>, of: (part: Parameter) => Float64Array, divides: boolean) {
  const [x, y] = [of(a), of(b)];
  const out = new Float64Array(x.length);
  for (let at = 0, other = 0; at < x.length; other = other + 1 === y.length ? 0 : other + 1) {
    const factor = y[other] ?? 0;
    const end = Math.min(x.length, at + each);
    if (divides) for (; at < end; at++) out[at] = (x[at] ?? 0) / factor;
    else for (; at < end; at++) out[at] = (x[at] ?? 0) * factor;
  }
  return out;
}

export const productForm: Form<'product'> = {
  parts: ({ a, b }) => [a, b],
  own: ({ each }) => [each],
  value: (parameter, of) => combined(parameter, of, false),
  print: (_parameter, [a, b]) => `${a} · ${b}`,
  adjoint({ a, b, each }, gradient, of, give) {
    const [x, y] = [of(a), of(b)];
    const [ofA, ofB] = [new Float64Array(x.length), new Float64Array(y.length)];
    pairs(x.length, y.length, each, (i, j) => {
      ofA[i] = (gradient[i] ?? 0) * (y[j] ?? 0);
      ofB[j] = (ofB[j] ?? 0) + (gradient[i] ?? 0) * (x[i] ?? 0);
    });
    give(a, ofA);
    give(b, ofB);
  },
};

export const quotientForm: Form<'quotient'> = {
  parts: ({ a, b }) => [a, b],
  own: ({ each }) => [each],
  value: (parameter, of) => combined(parameter, of, true),
  print: (_parameter, [a, b]) => `(${a} / ${b})`,
  adjoint({ a, b, each }, gradient, of, give) {
    const [x, y] = [of(a), of(b)];
    const [ofA, ofB] = [new Float64Array(x.length), new Float64Array(y.length)];
    pairs(x.length, y.length, each, (i, j) => {
      const divisor = y[j] ?? 0;
      ofA[i] = (gradient[i] ?? 0) / divisor;
      ofB[j] = (ofB[j] ?? 0) - ((gradient[i] ?? 0) * (x[i] ?? 0)) / (divisor * divisor);
    });
    give(a, ofA);
    give(b, ofB);
  },
};

export const stepsForm: Form<'steps'> = {
  parts: ({ of }) => [of],
  own: ({ dt }) => [dt],
  value: ({ of, dt }, value) => value(of).map(time => stepsOf(time, dt)),
  print: ({ dt }, [of]) => `steps(${of}, ${dt} s)`,
  adjoint: null,
};
