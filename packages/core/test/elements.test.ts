import { Network, networkFromJSON, networkToJSON, pes, type Slice, type View } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

/** Python's a[start:end:step] of 0 … n - 1: forwards as `Array.slice` has it, backwards on the reversed list. */
function python(n: number, { start, end, step = 1 }: Slice): readonly number[] {
  const all = Array.from({ length: n }, (_, i) => i);
  const mirrored = (place: number | undefined) => (place === undefined ? undefined : place < 0 ? -1 - place : Math.max(0, n - 1 - place));
  const taken = step > 0 ? all.slice(start, end) : all.toReversed().slice(mirrored(start), mirrored(end));
  return taken.filter((_, i) => i % Math.abs(step) === 0);
}

const net = new Network();
const node = net.passthrough(5, { label: 'node' });
const ensemble = net.ensemble(5, 5, { label: 'ensemble' });
const learning = net.connect(ensemble, net.passthrough(5), { label: 'learning', learningRule: pes() });
const objects = [node, ensemble, ensemble.neurons, ensemble.current, learning.rule(), node.at(0, 1, 2, 3, 4)];

describe('elements', () => {
  it.each(objects)('of $kind $path are taken by number, by list and by slice', object => {
    expect(object.at(3, -1).indices).toEqual([3, 4]);
    expect(object.at([3, -1]).indices).toEqual([3, 4]);
    expect(object.at(Int32Array.of(3, -1)).indices).toEqual([3, 4]);
    expect(object.at({ start: 1, end: 4 }).indices).toEqual([1, 2, 3]);
    expect(object.at({ start: -2 })).toMatchObject({ kind: 'view', path: object.path, indices: [3, 4], size: 2, shape: [2] });
    expect(object.at({ step: -2 }).indices).toEqual([4, 2, 0]);
    expect(object.at({}).indices).toEqual([0, 1, 2, 3, 4]);
  });

  it('of a slice are those of Python', () => {
    const place = fc.option(fc.integer({ min: -8, max: 8 }), { nil: undefined });
    const step = fc.option(
      fc.integer({ min: -4, max: 4 }).filter(x => x !== 0),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), place, place, step, (n, start, end, every) => {
        const slice: Slice = {
          ...(start === undefined ? {} : { start }),
          ...(end === undefined ? {} : { end }),
          ...(every === undefined ? {} : { step: every }),
        };
        const wanted = python(n, slice);
        const made = (): readonly number[] | null => new Network().passthrough(n).at(slice).indices;
        if (wanted.length === 0) expect(refusal(made).code).toBe('invalid-index');
        else expect(made()).toEqual(wanted);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('of views are counted within the view', () => {
    expect(node.at({ start: 1 }).at(0).indices).toEqual([1]);
    expect(node.at(4, 2, 0).at({ step: -1 }).indices).toEqual([0, 2, 4]);
    expect(node.at(4, 2, 0).at([-1, 0]).at(1)).toMatchObject({ of: node, indices: [4], size: 1 });
    expect(refusal(() => node.at({ start: 3 }).at(2)).message).toBe('node: index 2 is outside its 2 elements');
  });

  it('are connected and kept in documents as their numbers', () => {
    const own = new Network();
    const [a, b] = [own.passthrough(4, { label: 'a' }), own.passthrough(2, { label: 'b' })];
    const connection = own.connect(a.at({ start: 2 }), b.at([1, 0]));
    expect(connection.path).toBe('a[2,3]->b[1,0]');
    expect(networkToJSON(networkFromJSON(networkToJSON(own)))).toEqual(networkToJSON(own));
  });

  it('may be more than go through the arguments of a function', () => {
    const many = Array.from({ length: 300_000 }, (_, i) => i);
    expect(new Network().passthrough(300_000).at(many).size).toBe(300_000);
  });

  it('are as many as their type says, where that can be known', () => {
    expectTypeOf(node.at(0, 1)).toEqualTypeOf<View<2>>();
    expectTypeOf(node.at([0, 1, 1])).toEqualTypeOf<View<3>>();
    expectTypeOf(ensemble.neurons.at(0)).toEqualTypeOf<View<1>>();
    expectTypeOf(node.at({ start: 1 })).toEqualTypeOf<View>();
    expect(net.probe(node.at(0, 1)).size).toBe(2);
  });

  it.each<[string, () => unknown, string]>([
    ['a number beyond them', () => node.at(5), 'node: index 5 is outside its 5 elements'],
    ['a number beyond them in a list', () => node.at([0, -6]), 'node: index -6 is outside its 5 elements'],
    ['a broken number', () => node.at(0.5), 'node: index 0.5 is outside its 5 elements'],
    ['nothing', () => node.at(), 'node: index list [] is outside its 5 elements'],
    ['an empty list', () => node.at([]), 'node: index list [] is outside its 5 elements'],
    ['an empty slice', () => node.at({ start: 3, end: 3 }), 'node: slice {"start":3,"end":3} holds none of its 5 elements'],
    ['a slice beyond them', () => node.at({ start: 5 }), 'node: slice {"start":5} holds none of its 5 elements'],
    ['a step of 0', () => node.at({ step: 0 }), 'node: step of a slice must be a whole number other than 0, but 0 was given'],
    ['a broken start', () => node.at({ start: 0.5 }), 'node: start of a slice must be a whole number, but 0.5 was given'],
    ['a mask', () => node.at(JSON.parse('[true,false,true,false,true]')), 'node: a mask of booleans does not name elements'],
    ['a mask one by one', () => node.at(...JSON.parse('[true,false]')), 'node: a mask of booleans does not name elements'],
    ['a text', () => node.at(JSON.parse('"1"')), 'node: index 1 is outside its 5 elements'],
    ['another name', () => node.at(JSON.parse('{"stop":2}')), "node.at: there is no option 'stop'; there are start, end, step"],
    ['a list among numbers', () => node.at(...JSON.parse('[0,[1]]')), 'node: index 1 is outside its 5 elements'],
  ])('are refused for %s', (_what, make, message) => {
    const error = refusal(make);
    expect(error.name).toBe('ValidationError');
    expect(error.message).toContain(message);
  });
});
