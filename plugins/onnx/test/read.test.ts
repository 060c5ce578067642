import { ImportError, RheobaseError, UnsupportedError } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateOnnx, readOnnx } from '../src/index.js';
import { type Bytes, block, floatTensor, int64Tensor, integer, intsAttribute, model, tensorAttribute, text, valueInfo } from './encode.js';
import { ramp, smallNetwork } from './models.js';

const withInitializer = (tensor: Bytes): Uint8Array =>
  model({
    initializers: [tensor],
    inputs: [valueInfo('x', [2])],
    outputs: [valueInfo('y', [2])],
    nodes: [{ op: 'Add', inputs: ['x', 'w'], outputs: ['y'] }],
  });

const external = (location: string, more: readonly Bytes[] = []): Bytes =>
  [integer(1, 2), integer(2, 1), text(8, 'w'), block(13, [text(1, 'location'), text(2, location)].flat()), ...more, integer(14, 1)].flat();

describe('a model that is read', () => {
  const read = readOnnx(smallNetwork());

  it('lists nodes with typed attributes, weights, inputs and opsets', () => {
    expect(read.graph.nodes.map(({ opType }) => opType)).toEqual(['Conv', 'Relu', 'Shape', 'Gather', 'Concat', 'Reshape', 'Gemm']);
    expect(read.graph.nodes[0]?.attributes.get('kernel_shape')).toEqual({ type: 'ints', value: [3, 3] });
    expect(read.graph.initializers.get('bias')).toEqual({ dtype: 'float32', shape: [2], data: Float64Array.of(0.5, -0.5) });
    expect(read.graph.inputs).toEqual([{ name: 'image', dtype: 'float32', shape: ['batch', 1, 4, 4] }]);
    expect(read.opsets.get('')).toBe(12);
  });

  it('is put into topological order when the file is not', () => {
    const shuffled = model({
      inputs: [valueInfo('x', [1])],
      outputs: [valueInfo('c', [1])],
      nodes: [
        { op: 'Relu', name: 'last', inputs: ['b'], outputs: ['c'] },
        { op: 'Neg', name: 'middle', inputs: ['a'], outputs: ['b'] },
        { op: 'Neg', name: 'first', inputs: ['x'], outputs: ['a'] },
      ],
    });
    expect(readOnnx(shuffled).graph.nodes.map(({ name }) => name)).toEqual(['first', 'middle', 'last']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'ü → ∞'])('may call its values and nodes %s', name => {
    const bytes = model({
      initializers: [floatTensor('w', [1], [3])],
      inputs: [valueInfo('x', [1])],
      outputs: [valueInfo(name, [1])],
      nodes: [{ op: 'Mul', name, inputs: ['x', 'w'], outputs: [name] }],
    });
    const result = evaluateOnnx(readOnnx(bytes), new Map([['x', { shape: [1], data: [2] }]]));
    expect(result.get(name)?.data).toEqual(Float64Array.of(6));
  });

  it('takes the ends of the int64 range for "to the end", and refuses other integers beyond 2^53', () => {
    const slice = (end: bigint) =>
      model({
        opset: 9,
        inputs: [valueInfo('x', [5])],
        outputs: [valueInfo('y', [4])],
        nodes: [{ op: 'Slice', inputs: ['x'], outputs: ['y'], attributes: [intsAttribute('starts', [1]), intsAttribute('ends', [end])] }],
      });
    const result = evaluateOnnx(readOnnx(slice(2n ** 63n - 1n)), new Map([['x', { shape: [5], data: [1, 2, 3, 4, 5] }]]));
    expect(result.get('y')?.data).toEqual(Float64Array.of(2, 3, 4, 5));
    expect(() => readOnnx(slice(2n ** 60n))).toThrow(/1152921504606846976.*beyond 2\^53/);
  });
});

describe('a file that cannot be read', () => {
  it('is refused with a typed error wherever it is cut off', () => {
    const bytes = smallNetwork();
    for (let length = 0; length < bytes.length; length++) expect(() => readOnnx(bytes.subarray(0, length))).toThrow(ImportError);
  });

  it('gives a result or a typed error under 2,000 random byte changes', () => {
    const bytes = smallNetwork();
    const change = fc.record({ at: fc.nat(bytes.length - 1), value: fc.nat(255) });
    let refused = 0;
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
        const mutated = bytes.slice();
        for (const { at, value } of changes) mutated[at] = value;
        try {
          const read = readOnnx(mutated);
          evaluateOnnx(read, new Map(read.graph.inputs.map(({ name }) => [name, ramp([2, 1, 4, 4])])), { maxElements: 1e6 });
        } catch (error) {
          if (!(error instanceof RheobaseError)) throw error;
          refused++;
        }
      }),
      { numRuns: 2000, seed: 20 },
    );
    expect(refused).toBeGreaterThan(200);
    expect(refused).toBeLessThan(2000);
  });

  it('names the tensor and what is missing when weights are short, before allocating', () => {
    const huge = withInitializer(
      [integer(1, 2 ** 20), integer(1, 2 ** 14), integer(2, 1), text(8, 'w'), block(9, new Array<number>(16).fill(0))].flat(),
    );
    expect(() => readOnnx(huge)).toThrow(/Tensor "w" needs 68719476736 bytes.*16 are stored/);
    const overflow = withInitializer([integer(1, 2 ** 40), integer(1, 2 ** 40), integer(2, 1), text(8, 'w')].flat());
    expect(() => readOnnx(overflow)).toThrow(/impossible shape \[1099511627776, 1099511627776\]/);
    expect(() => readOnnx(withInitializer([integer(1, -1), integer(2, 1), text(8, 'w')].flat()))).toThrow(/impossible shape \[-1\]/);
  });

  it('names byte offsets of blocks that claim more than there is', () => {
    expect(() => readOnnx(Uint8Array.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]))).toThrow(
      /at byte 1 claims 4294967295 bytes, but only 1 are left/,
    );
    expect(() => readOnnx(new Uint8Array(0))).toThrow(/empty/);
    expect(() => readOnnx(new TextEncoder().encode('<html>not a model</html>'))).toThrow(ImportError);
  });

  it('does not exhaust the stack on nested groups and subgraphs', () => {
    expect(() => readOnnx(Uint8Array.from([integer(1, 7), new Array<number>(100_000).fill(0xa3)].flat()))).toThrow(ImportError);
    let nested: Bytes = [];
    for (let depth = 0; depth < 400; depth++)
      nested = block(1, block(5, [text(1, 'then_branch'), block(6, nested), integer(20, 5)].flat()));
    const bytes = Uint8Array.from([integer(1, 7), block(7, nested), block(8, integer(2, 13))].flat());
    expect(readOnnx(bytes).graph.nodes[0]?.attributes.get('then_branch')).toEqual({ type: 'other', value: 'graph' });
  });

  it('names tensor and element of weights that are not finite, unless they are allowed', () => {
    const bytes = withInitializer(floatTensor('w', [2], [1, Number.NaN]));
    expect(() => readOnnx(bytes)).toThrow(/Tensor "w" has NaN at element 1.*allowNonFinite/);
    expect(readOnnx(bytes, { allowNonFinite: true }).graph.initializers.get('w')?.data[1]).toBeNaN();
    const constant = model({
      outputs: [valueInfo('y', [1])],
      nodes: [
        { op: 'Constant', name: 'c', inputs: [], outputs: ['y'], attributes: [tensorAttribute('value', floatTensor('', [1], [1 / 0]))] },
      ],
    });
    expect(() => readOnnx(constant)).toThrow(/attribute "value" of node "c" \(Constant\) has Infinity/i);
  });

  it('says that float16 weights are not supported', () => {
    const half = [integer(1, 2), integer(2, 10), text(8, 'w'), block(9, [0, 0, 0, 0])].flat();
    expect(() => readOnnx(withInitializer(half))).toThrow(UnsupportedError);
    expect(() => readOnnx(withInitializer(half))).toThrow(/Tensor "w" has element type float16/);
  });

  it('is refused for cycles, values made twice and values made nowhere', () => {
    const graph = (nodes: readonly [string, string][]) =>
      model({
        inputs: [valueInfo('x', [1])],
        outputs: [valueInfo('y', [1])],
        nodes: nodes.map(([from, to]) => ({ op: 'Relu', inputs: [from], outputs: [to] })),
      });
    expect(() =>
      readOnnx(
        graph([
          ['a', 'b'],
          ['b', 'a'],
          ['x', 'y'],
        ]),
      ),
    ).toThrow(/cycle through node making "b"/);
    expect(() =>
      readOnnx(
        graph([
          ['x', 'y'],
          ['x', 'y'],
        ]),
      ),
    ).toThrow(/"y" is made twice/);
    expect(() => readOnnx(graph([['z', 'y']]))).toThrow(/uses the value "z"/);
    expect(() => readOnnx(graph([['x', 'a']]))).toThrow(/graph output uses the value "y"/);
  });
});

describe('weights in a side file', () => {
  it('are refused by default, with the name of the file', () => {
    expect(() => readOnnx(withInitializer(external('weights.data')))).toThrow(
      /Tensor "w" keeps its data in the side file "weights.data".*resolveExternal/,
    );
  });

  it('come from a resolver that is asked for the bare name', () => {
    const offset = block(13, [text(1, 'offset'), text(2, '4')].flat());
    const file = new Uint8Array(Float32Array.of(7, 1.5, 2.5).buffer);
    const asked: string[] = [];
    const resolveExternal = (name: string) => {
      asked.push(name);
      return file;
    };
    expect(readOnnx(withInitializer(external('w.data', [offset])), { resolveExternal }).graph.initializers.get('w')?.data).toEqual(
      Float64Array.of(1.5, 2.5),
    );
    expect(asked).toEqual(['w.data']);
  });

  it.each(['../w', '..', '/etc/passwd', 'C:w', 'a/b', 'a\\b', '', 'a\0b'])('never reach the resolver under the name %j', name => {
    const resolveExternal = () => expect.unreachable();
    expect(() => readOnnx(withInitializer(external(name)), { resolveExternal })).toThrow(/not a bare file name/);
  });

  it.each([
    ['offset', '8', /bytes 8 to 16 of w, which has 12/],
    ['offset', '-1', /offset "-1"/],
    ['offset', '1e3', /offset "1e3"/],
    ['length', '4', /takes 4 bytes.*needs 8/],
  ])('are refused with a bad %s of %s', (key, value, message) => {
    const entry = block(13, [text(1, key), text(2, value)].flat());
    expect(() => readOnnx(withInitializer(external('w', [entry])), { resolveExternal: () => new Uint8Array(12) })).toThrow(message);
  });
});

describe('integers of a tensor', () => {
  it('outside of their type are refused', () => {
    const bytes = [integer(1, 1), integer(2, 2), block(5, [0x80, 2]), text(8, 'w')].flat();
    expect(() => readOnnx(withInitializer(bytes))).toThrow(/256 at element 0, outside of uint8/);
    expect(() => readOnnx(withInitializer(int64Tensor('w', [2n ** 54n])))).toThrow(/beyond 2\^53/);
  });
});
