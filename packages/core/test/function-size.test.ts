import { builtin, functionSize, hostFunction, Network, networkFromJSON, networkToJSON } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';

/** What a function's type forbids: a program in JavaScript can return it. */
const untyped = (value: unknown): number => JSON.parse('0', () => value);

describe('a function on a connection', () => {
  it('may return a number where one value is needed', () => {
    const net = new Network();
    const a = net.ensemble(10, 1, { label: 'a' });
    expect(net.connect(a, net.passthrough(1), { function: x => (x[0] ?? 0) ** 2 }).transform).toBeNull();
    expect(functionSize('f', x => x[0] ?? 0, 2)).toBe(1);
  });

  it('is refused with a number where several values are needed', () => {
    const net = new Network();
    const [a, three] = [net.ensemble(10, 1, { label: 'a' }), net.passthrough(3, { label: 'three' })];
    expect(refusal(() => net.connect(a, three, { function: () => 3 })).message).toBe(
      'a->three: its function must return an array of numbers, but returned 3 for zeros where 3 are needed',
    );
  });
});

describe('a function node', () => {
  it('finds how many values it gives by one call with time 0 and zeros', () => {
    const seen: (readonly [number, readonly number[]])[] = [];
    const node = new Network().function((time, x) => {
      seen.push([time, Array.from(x)]);
      return [1, 2, 3];
    }, 2);
    expect([node.sizeIn, node.sizeOut, node.shape]).toEqual([2, 3, [3]]);
    expect(seen).toEqual([[0, [0, 0]]]);
  });

  it('takes nothing unless it is told, and may return a number', () => {
    const net = new Network();
    const node = net.function(time => time ** 2, undefined, undefined, { label: 'squared' });
    expect([node.path, node.sizeIn, node.sizeOut]).toEqual(['squared', 0, 1]);
    const same = net.function(time => time ** 2, 0, { label: 'again' });
    expect([same.path, same.sizeIn, same.sizeOut]).toEqual(['again', 0, 1]);
    const { sizeIn, sizeOut } = new Network().function(time => [time, time]);
    expect([sizeIn, sizeOut]).toEqual([0, 2]);
  });

  it('finds the size of built-in functions and of named ones', () => {
    const net = new Network();
    expect(net.function(builtin('square'), 4).sizeOut).toBe(4);
    expect(net.function(builtin('norm'), 4).sizeOut).toBe(1);
    expect(
      net.function(
        hostFunction('pair', '1', (_t, x) => [x[0] ?? 0, 1]),
        1,
      ).sizeOut,
    ).toBe(2);
  });

  it('is not called where its size is given', () => {
    let calls = 0;
    const node = new Network().function(
      () => {
        calls += 1;
        throw new Error('not yet');
      },
      1,
      2,
    );
    expect([node.sizeOut, calls]).toEqual([2, 0]);
  });

  it('keeps the size it found in the document, so that it is not called again', () => {
    let calls = 0;
    const twice = hostFunction('twice', '1', (_t, x) => {
      calls += 1;
      return [...x, ...x];
    });
    const net = new Network();
    net.function(twice, 2, undefined, { label: 'node' });
    const again = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))), { functions: { twice } });
    expect([again.nodes[0]?.sizeOut, calls]).toEqual([4, 1]);
  });

  it.each<[string, () => number, string]>([
    [
      'throws',
      () => {
        throw new Error('no table');
      },
      'cannot be called with 1 zeros: no table',
    ],
    ['returns nothing', () => untyped(undefined), 'must return an array of numbers, but returned undefined for zeros'],
    ['returns null', () => untyped(null), 'must return an array of numbers, but returned null for zeros'],
    ['returns a text', () => untyped('x'), 'must return an array of numbers, but returned x for zeros'],
  ])('that %s when its size is to be found is refused with the way out', (_what, fn, says) => {
    const net = new Network().subnetwork({ label: 'part' });
    const error = refusal(() => net.function(fn, 1, undefined, { label: 'node' }));
    expect([error.name, error.code, error.object]).toEqual(['ValidationError', 'invalid-function', 'part/node']);
    expect(error.message).toBe(`part/node: its function ${says}; give sizeOut, and it is not called before a run`);
  });

  it('is refused where sizeIn is no size', () => {
    expect(refusal(() => new Network().function(() => 1, -1)).message).toContain('sizeIn must be a whole number >= 0, but -1 was given');
  });

  it('is refused where it is no function', () => {
    const name: unknown = 'square';
    const isFunction = (given: unknown): given is () => number => given === name;
    if (!isFunction(name)) throw new Error('unreachable');
    expect(refusal(() => new Network().function(name, 1)).message).toContain("write builtin('square')");
  });
});
