import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import { lower } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { dependencies } from '../src/lower/dependencies.js';
import type { Add } from '../src/operators/add.js';
import type { Operator } from '../src/operators/operators.js';
import type { Parameter } from '../src/parameter/forms/parameter.js';

const add = (k: number, element: number | null): Add<Parameter> => ({
  kind: 'add',
  source: `c${k}`,
  in: `x${k}`,
  out: 's',
  from: null,
  to: element === null ? null : Int32Array.of(element),
  factors: null,
});
const edges = (operators: readonly Operator[]) => dependencies(operators).reduce((sum, targets) => sum + targets.length, 0);
const readers = Array.from({ length: 100 }, (_, k): Operator => ({ kind: 'softmax', source: `r${k}`, in: 's', out: `y${k}` }));
const fill: Operator = { kind: 'fill', source: 's', out: 's', value: 0 };

describe('dependencies', () => {
  it.each([
    ['one whole signal', () => null],
    ['one element each', (k: number) => k],
    ['few elements', (k: number) => k % 7],
    ['elements and wholes in turn', (k: number) => (k % 2 ? k : null)],
  ])('grow linearly with the additions to %s', (_what, element) => {
    const adds = Array.from({ length: 2000 }, (_, k) => add(k, element(k)));
    expect(edges([fill, ...adds, ...readers])).toBeLessThan(3 * (adds.length + readers.length));
  });
});

describe('an order', () => {
  it('of many connections into one target is that of the connections', async () => {
    const net = new Network();
    const x = net.input(3, { label: 'x' });
    const p = net.passthrough(3, { label: 'p' });
    for (let k = 0; k < 200; k++) net.connect(k % 3 ? x.at(k % 3) : x, k % 3 ? p.at(k % 3) : p, { label: `c${k}`, synapse: null });
    const program = lower(await build(net), { dt: 0.001 });
    const sources = program.operators.flatMap(o => (o.kind === 'add' ? [Number(o.source.slice(1))] : []));
    for (const element of [1, 2]) {
      const on = sources.filter(k => k % 3 === 0 || k % 3 === element);
      expect(on).toEqual(on.toSorted((a, b) => a - b));
    }
    expect(sources).toHaveLength(200);
  });
});
