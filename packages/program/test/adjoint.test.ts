import { defineOperator, UnsupportedError } from '@rheobase/core';
import { adjointOf, type Backward, customOperator, type Operator, plainKernels, type SignalId, type SignalStore } from '@rheobase/program';
import { array as arrayOf, assert, constantFrom, double, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';

/** An operator with arrays for its numbers, as kernels and adjoints take it. */
type Finished = Operator<Float64Array>;

type Values = Map<SignalId, Float64Array>;

/** Runs operators once, one item, on the values of signals. */
function run(operators: readonly Finished[], values: Values): void {
  const get = (id: SignalId): Float64Array => values.get(id) ?? expect.fail(`no signal ${id}`);
  const signals: SignalStore = {
    batch: 1,
    dt: 0.001,
    clock: { step: 1, time: 0.001 },
    get,
    size: id => get(id).length,
    sparse: () => false,
  };
  const step = (operator: Finished): (() => void) => {
    switch (operator.kind) {
      case 'fill':
        return plainKernels.fill(operator, signals);
      case 'assign':
        return plainKernels.assign(operator, signals);
      case 'gather':
        return plainKernels.gather(operator, signals);
      case 'add':
        return plainKernels.add(operator, signals);
      case 'matVec':
        return plainKernels.matVec(operator, signals);
      case 'sparseMatVec':
        return plainKernels.sparseMatVec(operator, signals);
      case 'custom':
        return plainKernels.custom(operator, signals);
      default:
        return expect.fail(`operator ${operator.kind} is not linear`);
    }
  };
  for (const operator of operators) step(operator)();
}

const copy = (values: Values): Values => new Map(Array.from(values, ([id, array]) => [id, array.slice()]));

/** The gradients of sum(weights · signals after the operators) with respect to the signals before them. */
function gradients(operators: readonly Finished[], before: Values, weights: Values, wanted = (_id: SignalId) => true): Values {
  const after = copy(before);
  run(operators, after);
  const values = new Map([...after, ...Array.from(weights, ([id, array]) => [`d ${id}`, array.slice()] as const)]);
  const backward: Backward = {
    size: id => values.get(id)?.length ?? 0,
    sparse: () => false,
    gradient: id => (wanted(id) ? `d ${id}` : null),
    kept: id => id,
    temporary: size => {
      const id = `t${values.size}`;
      values.set(id, new Float64Array(size));
      return id;
    },
  };
  for (const operator of operators.toReversed()) run(adjointOf(operator, backward), values);
  return new Map(Array.from(weights.keys(), id => [id, values.get(`d ${id}`) ?? new Float64Array(0)]));
}

function loss(operators: readonly Finished[], before: Values, weights: Values): number {
  const after = copy(before);
  run(operators, after);
  return Array.from(weights).reduce((sum, [id, weight]) => sum + weight.reduce((s, w, i) => s + w * (after.get(id)?.[i] ?? 0), 0), 0);
}

/** The same by central differences. */
function differences(operators: readonly Finished[], before: Values, weights: Values, by: number): Values {
  return new Map(
    Array.from(before, ([id, array]) => [
      id,
      array.map((_, i) => {
        const moved = (sign: number): number => {
          const values = copy(before);
          const own = values.get(id) ?? expect.fail(id);
          own[i] = (own[i] ?? 0) + sign * by;
          return loss(operators, values, weights);
        };
        return (moved(1) - moved(-1)) / (2 * by);
      }),
    ]),
  );
}

const sizes = { a: 3, b: 2, c: 4 } as const;
type Name = keyof typeof sizes;
const name = constantFrom<Name>('a', 'b', 'c');
const number = double({ min: -2, max: 2, noNaN: true });
const numbers = (count: number) => arrayOf(number, { minLength: count, maxLength: count }).map(list => Float64Array.from(list));
const indices = (count: number, below: number, least = 0) =>
  arrayOf(integer({ min: least, max: below - 1 }), { minLength: count, maxLength: count }).map(list => Int32Array.from(list));
const source = 'made up';

/** Pairs of different signals: what an operator reads and what it writes. */
const ends = tuple(name, name).filter(([from, to]) => from !== to);

const linear = ends.chain(([input, out]) => {
  const [columns, rows] = [sizes[input], sizes[out]];
  const to = { source, in: input, out } as const;
  const kind = constantFrom('fill', 'assign', 'gather', 'gatherOne', 'add', 'matVec', 'sparseMatVec');
  return tuple(
    kind,
    numbers(rows * columns),
    indices(rows, columns, -1),
    indices(rows, columns),
    indices(5, rows),
    indices(5, columns),
  ).map(([chosen, values, gathered, from, entryRows, entryColumns]): Finished => {
    switch (chosen) {
      case 'fill':
        return { kind: 'fill', source, out, value: values[0] ?? 0 };
      case 'assign':
        return { kind: 'assign', source, out, values: values.slice(0, rows) };
      case 'gather':
        return { kind: 'gather', ...to, indices: gathered, factors: values.slice(0, rows) };
      case 'gatherOne':
        return { kind: 'gather', ...to, indices: gathered, factors: values.slice(0, 1) };
      case 'add':
        return { kind: 'add', ...to, from, to: null, factors: values.slice(0, rows) };
      case 'matVec':
        return { kind: 'matVec', ...to, matrix: values, rows, columns };
      default: {
        const entries = Array.from(entryRows, (row, k) => [row, entryColumns[k] ?? 0] as const).sort(([r, c], [s, d]) => r - s || c - d);
        return {
          kind: 'sparseMatVec',
          ...to,
          rows: Int32Array.from(entries, ([row]) => row),
          columns: Int32Array.from(entries, ([, column]) => column),
          values: values.slice(0, entries.length),
        };
      }
    }
  });
});

const state = tuple(numbers(sizes.a), numbers(sizes.b), numbers(sizes.c)).map(
  ([a, b, c]): Values =>
    new Map([
      ['a', a],
      ['b', b],
      ['c', c],
    ]),
);

function expectClose(found: Values, expected: Values, digits: number): void {
  for (const [id, values] of expected) {
    for (const [i, value] of values.entries()) expect(found.get(id)?.[i] ?? Number.NaN, `${id}[${i}]`).toBeCloseTo(value, digits);
  }
}

describe('adjointOf', () => {
  it('gives the gradients of finite differences through any sequence of linear operators', () => {
    assert(
      property(arrayOf(linear, { minLength: 1, maxLength: 6 }), state, state, (operators, before, weights) => {
        expectClose(gradients(operators, before, weights), differences(operators, before, weights, 1), 8);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the gradient of an operator of the user from its adjoint', () => {
    const product = defineOperator({
      name: 'product',
      version: '1',
      reads: ['x', 'y'],
      sets: ['z'],
      parameters: { times: 1 },
      step: ({ reads: { x, y }, sets: { z }, parameters: { times } }) => {
        for (const i of z.keys()) z[i] = times * (x[i] ?? 0) * (y[i] ?? 0);
      },
      adjoint: ({ reads: { x, y }, given: { z }, gradients, parameters: { times } }) => {
        for (const [i, g] of z.entries()) {
          gradients.x[i] = g * times * (y[i] ?? 0);
          gradients.y[i] = g * times * (x[i] ?? 0);
        }
      },
    });
    const before: Values = new Map([
      ['p', Float64Array.of(2, -1)],
      ['q', Float64Array.of(0.5, 3)],
      ['r', Float64Array.of(7, 7)],
    ]);
    const weights: Values = new Map([
      ['p', Float64Array.of(0, 1)],
      ['q', Float64Array.of(0, 0)],
      ['r', Float64Array.of(1, -2)],
    ]);
    const signals = new Map(Array.from(before.keys(), id => [id, { id, size: 2, initial: null, sparse: false, random: null }]));
    const { operator } = customOperator(
      product({ times: 3 }),
      { source, reads: { x: 'p', y: 'q' }, sets: { z: 'r' } },
      { dt: 0.001, signals },
    );
    expectClose(gradients([operator], before, weights), differences([operator], before, weights, 1e-4), 6);
    expect(Array.from(gradients([operator], before, weights, id => id !== 'q').get('p') ?? [])).toEqual([1.5, -17]);
  });

  const backward = (wanted: readonly SignalId[]): Backward => ({
    size: () => 2,
    sparse: () => false,
    gradient: id => (wanted.includes(id) ? `d ${id}` : null),
    kept: id => id,
    temporary: () => 't',
  });
  const argmax: Finished = { kind: 'argmax', source: 'winner', in: 'x', out: 'y' };

  it('asks nothing of an operator whose output needs no gradient', () => {
    expect(adjointOf(argmax, backward(['x']))).toEqual([]);
  });

  it('ends with a gradient of zero where a signal is set and nothing that leads to it needs one', () => {
    expect(adjointOf(argmax, backward(['y']))).toEqual([{ kind: 'fill', source: 'winner', out: 'd y', value: 0 }]);
  });

  it('rejects an operator without an adjoint, naming object, kind and reason', () => {
    const back = () => adjointOf(argmax, backward(['x', 'y']));
    expect(back).toThrow(UnsupportedError);
    expect(back).toThrow('winner: no gradient goes back through operator argmax: its output does not follow small changes of its input');
    expect(back).toThrow(expect.objectContaining({ code: 'no-gradient', object: 'winner', given: 'argmax' }));
  });
});
