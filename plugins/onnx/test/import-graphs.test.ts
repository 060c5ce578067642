import { isTensor } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../src/index.js';
import {
  type Bytes,
  floatTensor,
  int64Tensor,
  intAttribute,
  intsAttribute,
  type ModelParts,
  model,
  type NodeParts,
  textAttribute,
  valueInfo,
} from './encode.js';
import { ramp } from './models.js';
import { importDifference, relativeDifference, runImported, runtime } from './run.js';

const weights = (name: string, shape: readonly number[]): Bytes => floatTensor(name, shape, ramp(shape).data);

/** A graph from x to y. */
const graph = (shape: readonly (number | string)[], nodes: readonly NodeParts[], more: ModelParts | object = {}): Uint8Array =>
  model({ inputs: [valueInfo('x', shape)], outputs: [valueInfo('y', [])], nodes, ...more });

const one = (shape: readonly number[], node: Omit<NodeParts, 'inputs' | 'outputs'>, initializers: readonly Bytes[] = [], opset = 13) => {
  const names = initializers.map((_, i) => `w${i}`);
  return graph(['batch', ...shape], [{ ...node, inputs: ['x', ...names], outputs: ['y'] }], { initializers, opset });
};

const imported = (bytes: Uint8Array, shape: readonly number[]) => importDifference(bytes, new Map([['x', ramp(shape)]]));

describe('operators at the edges of what they may say', () => {
  const conv = (attributes: readonly Bytes[], shape = [2, 2, 3, 3]) =>
    one([2, 6, 5], { op: 'Conv', attributes }, [weights('w0', shape), weights('w1', [2])]);
  it.each<[string, readonly number[], Uint8Array]>([
    [
      'a convolution with auto_pad SAME_UPPER',
      [2, 6, 5],
      conv([textAttribute('auto_pad', 'SAME_UPPER'), intsAttribute('strides', [2, 3])]),
    ],
    ['a convolution with auto_pad SAME_LOWER', [2, 6, 5], conv([textAttribute('auto_pad', 'SAME_LOWER')], [2, 2, 2, 4])],
    ['a convolution with uneven pads', [2, 6, 5], conv([intsAttribute('pads', [0, 1, 2, 3])])],
    [
      'a convolution over one axis',
      [2, 7],
      one([2, 7], { op: 'Conv', attributes: [intAttribute('group', 2)] }, [weights('w0', [4, 1, 3])]),
    ],
    [
      'a product with a constant on the left',
      [3, 4],
      graph(['b', 3, 4], [{ op: 'MatMul', inputs: ['w', 'x'], outputs: ['y'] }], { initializers: [weights('w', [5, 3])] }),
    ],
    ['a product with a constant vector', [4], one([4], { op: 'MatMul' }, [weights('w0', [4, 1])])],
    [
      'a Gemm with alpha and beta left at their defaults and a scalar addend',
      [4],
      one([4], { op: 'Gemm' }, [weights('w0', [4, 3]), weights('w1', [])]),
    ],
    [
      'an Add of opset 6 with an axis',
      [2, 3, 4],
      one([2, 3, 4], { op: 'Add', attributes: [intAttribute('axis', 1), intAttribute('broadcast', 1)] }, [weights('w0', [2])], 6),
    ],
    [
      'a constant that comes first in Sub',
      [3],
      graph(['b', 3], [{ op: 'Sub', inputs: ['w', 'x'], outputs: ['y'] }], { initializers: [weights('w', [1, 3])] }),
    ],
    [
      'a sum over the first axes of an item',
      [2, 3, 4],
      one([2, 3, 4], { op: 'ReduceSum', attributes: [intAttribute('keepdims', 0)] }, [int64Tensor('w0', [1, 2])]),
    ],
    [
      'a mean over the last axes of an item',
      [2, 3, 4],
      one([2, 3, 4], { op: 'ReduceMean', attributes: [intsAttribute('axes', [-1, -2])] }),
    ],
    ['Clip from 0 without an upper bound', [5], one([5], { op: 'Clip' }, [floatTensor('w0', [], [0])])],
    ['a softmax over an item', [5], one([5], { op: 'Softmax' })],
    ['a softmax of opset 7 over several axes', [2, 3], one([2, 3], { op: 'Softmax' }, [], 7)],
    ['a pad and cut in one', [4, 4], one([4, 4], { op: 'Pad' }, [int64Tensor('w0', [0, 1, -1, 0, -1, 2])])],
    ['an average in three spatial axes', [2, 2, 3, 2], one([2, 2, 3, 2], { op: 'GlobalAveragePool' })],
  ])('%s', async (_, shape, bytes) => {
    expect(await imported(bytes, [3, ...shape])).toBeLessThan(1e-9);
  });
});

describe('the batch', () => {
  const fixed = graph(
    [1, 2, 3],
    [
      { op: 'Reshape', inputs: ['x', 'shape'], outputs: ['f'] },
      { op: 'Gemm', inputs: ['f', 'w'], outputs: ['y'] },
    ],
    {
      initializers: [int64Tensor('shape', [1, 6]), weights('w', [6, 4])],
    },
  );

  it('may be fixed to 1 in the file', async () => {
    expect(await imported(fixed, [1, 2, 3])).toBeLessThan(1e-9);
  });

  it('may then have any size in the runtime', async () => {
    const { data } = ramp([3, 2, 3]);
    const found = (await runImported(await runtime.importNetwork(fixed), new Map([['x', { shape: [3, 2, 3], data }]]))).get('y') ?? [];
    const single = await runImported(await runtime.importNetwork(fixed), new Map([['x', { shape: [1, 2, 3], data: data.slice(12) }]]));
    expect(found).toHaveLength(12);
    expect(relativeDifference(Array.from(found).slice(8), single.get('y') ?? [])).toBe(0);
  });

  it('may be fixed to more than 1', async () => {
    const bytes = graph([2, 2, 3], [{ op: 'Transpose', inputs: ['x'], outputs: ['y'], attributes: [intsAttribute('perm', [0, 2, 1])] }]);
    expect(await imported(bytes, [2, 2, 3])).toBe(0);
  });

  it('is shared by several inputs', async () => {
    const bytes = model({
      inputs: [valueInfo('a/first', ['n', 3]), valueInfo('b', ['n', 3])],
      outputs: [valueInfo('y', [])],
      nodes: [{ op: 'Add', inputs: ['a/first', 'b'], outputs: ['y'] }],
    });
    expect(importOnnx(bytes).inputs).toEqual({ 'a/first': 'a.first', b: 'b' });
    const given = new Map([
      ['a/first', ramp([4, 3])],
      ['b', ramp([4, 3])],
    ]);
    expect(await importDifference(bytes, given)).toBe(0);
  });
});

describe('the shape of the network', () => {
  it('keeps a batch normalisation as a scale between a passthrough node and the neurons, with its shift as their bias', async () => {
    const bytes = graph(
      ['b', 1, 4, 4],
      [
        { op: 'Conv', name: 'c', inputs: ['x', 'w'], outputs: ['m'] },
        { op: 'BatchNormalization', name: 'n', inputs: ['m', 's', 's', 's', 'v'], outputs: ['z'] },
        { op: 'Relu', name: 'r', inputs: ['z'], outputs: ['y'] },
      ],
      { initializers: [weights('w', [2, 1, 3, 3]), weights('s', [2]), floatTensor('v', [2], [1, 2])] },
    );
    const { network } = importOnnx(bytes);
    expect(network.nodes.map(({ path }) => path)).toEqual(['x', 'c']);
    expect(network.connections.map(({ path, transform }) => [path, transform?.type])).toEqual([
      ['x->c', 'convolution'],
      ['n', 'scale'],
    ]);
    expect(network.ensembles.map(({ settings }) => settings.parameterShape)).toEqual([[2, 1, 1]]);
    expect(await imported(bytes, [2, 1, 4, 4])).toBeLessThan(1e-9);
  });

  it('lets both arms of a residual sum end in the same neurons, and gives a value with two takers a node of its own', async () => {
    const bytes = graph(
      ['b', 3],
      [
        { op: 'Gemm', name: 'a', inputs: ['x', 'w', 'b'], outputs: ['p'] },
        { op: 'Relu', name: 'ra', inputs: ['p'], outputs: ['q'] },
        { op: 'Gemm', name: 'c', inputs: ['q', 'w', 'b'], outputs: ['r'] },
        { op: 'Add', name: 'sum', inputs: ['r', 'p'], outputs: ['s'] },
        { op: 'Relu', name: 'rs', inputs: ['s'], outputs: ['y'] },
      ],
      { initializers: [weights('w', [3, 3]), weights('b', [3])] },
    );
    const { network } = importOnnx(bytes);
    expect(network.connections.map(({ path, pre, post }) => [path, pre.path, post.path])).toEqual([
      ['x->a', 'x', 'a'],
      ['a.bias->a', 'a.bias', 'a'],
      ['a->ra', 'a', 'ra'],
      ['c', 'ra', 'rs'],
      ['a->rs', 'a', 'rs'],
    ]);
    expect(await imported(bytes, [2, 3])).toBeLessThan(1e-9);
  });

  it('ties what shares an initializer, also past an Identity', () => {
    const bytes = graph(
      ['b', 3],
      [
        { op: 'Identity', inputs: ['w'], outputs: ['same'] },
        { op: 'Gemm', inputs: ['x', 'w', 'b'], outputs: ['p'] },
        { op: 'Relu', inputs: ['p'], outputs: ['q'] },
        { op: 'Gemm', inputs: ['q', 'same', 'b'], outputs: ['r'] },
        { op: 'Relu', inputs: ['r'], outputs: ['y'] },
      ],
      { initializers: [weights('w', [3, 3]), weights('b', [3])] },
    );
    const { network } = importOnnx(bytes);
    const [first, second] = network.connections.map(({ transform }) => (transform?.type === 'dense' ? transform.weights : undefined));
    expect(isTensor(first) && first === second).toBe(true);
    const [a, b] = network.ensembles.map(({ settings }) => (settings.bias?.type === 'samples' ? settings.bias.values : undefined));
    expect(a !== undefined && a === b).toBe(true);
  });

  it('labels nodes without a name by operator and number, and never like a subnetwork', () => {
    const relus = ['', '', '/a/b c', '/a/b_c'].map((name, i) => ({
      op: 'Relu',
      name,
      inputs: [`v${i}`],
      outputs: [i === 3 ? 'y' : `v${i + 1}`],
    }));
    const { network } = importOnnx(model({ inputs: [valueInfo('v0', ['b', 2])], outputs: [valueInfo('y', [])], nodes: relus }));
    expect(network.ensembles.map(({ path }) => path)).toEqual(['Relu0', 'Relu1', 'a.b_c', 'a.b_c#2']);
  });

  it('is noted to have no neurons where there is no ReLU', () => {
    expect(importOnnx(one([4], { op: 'Gemm' }, [weights('w0', [4, 3])])).notes).toContain(
      'The graph has no ReLU: the network is made of nodes alone, without neurons.',
    );
  });
});

describe('outputs', () => {
  const classifier = graph(
    ['b', 3],
    [
      { op: 'Gemm', name: 'read-out', inputs: ['x', 'w'], outputs: ['z'] },
      { op: 'LogSoftmax', name: 'last', inputs: ['z'], outputs: ['y'] },
    ],
    { initializers: [weights('w', [3, 4])] },
  );

  it('of a softmax come with their logits', async () => {
    const bytes = graph(
      ['b', 3],
      [
        { op: 'Gemm', inputs: ['x', 'w', 'c'], outputs: ['z'] },
        { op: 'Softmax', inputs: ['z'], outputs: ['y'] },
      ],
      { initializers: [weights('w', [3, 4]), weights('c', [4])] },
    );
    const network = importOnnx(bytes);
    expect(Object.keys(network.outputs)).toEqual(['y', 'y.logits']);
    expect(network.notes.at(1)).toMatch(/logits before the softmax of "y" go out as "y.logits"/);
    const result = await runImported(network, new Map([['x', ramp([2, 3])]]));
    const logits = Array.from(result.get('y.logits') ?? []).slice(0, 4);
    const sum = logits.reduce((total, z) => total + Math.exp(z), 0);
    expect(
      relativeDifference(
        Array.from(result.get('y') ?? []).slice(0, 4),
        logits.map(z => Math.exp(z) / sum),
      ),
    ).toBeLessThan(1e-12);
  });

  it('may be chosen, such as the logits before an operator that cannot be imported', async () => {
    await expect(runtime.importNetwork(classifier)).rejects.toThrow(/node "last" \(LogSoftmax\)/);
    const cut = await runtime.importNetwork(classifier, { outputs: ['z'] });
    expect(cut.outputs).toEqual({ z: 'z' });
    expect((await runImported(cut, new Map([['x', ramp([2, 3])]]))).get('z')).toHaveLength(8);
  });
});
