import { build } from '@rheobase/build';
import { fanOut } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../src/index.js';
import { floatTensor, intAttribute, intsAttribute, model, type NodeParts, valueInfo } from './encode.js';
import { ramp } from './models.js';

const size2 = intsAttribute('kernel_shape', [2, 2]);
const by2 = intsAttribute('strides', [2, 2]);

/** ReLU on 4 x 4 images of one channel, `between`, and a convolution of 2 x 2 with 25 filters per channel of `between`, then ReLU again. */
const between = async (nodes: readonly NodeParts[], channels = 1): Promise<readonly number[]> => {
  const kernel = [25, channels, 2, 2];
  const bytes = model({
    inputs: [valueInfo('x', ['batch', 1, 4, 4])],
    outputs: [valueInfo('y', [])],
    initializers: [floatTensor('kernel', kernel, ramp(kernel).data), floatTensor('two', [1], [2])],
    nodes: [
      { op: 'Relu', name: 'first', inputs: ['x'], outputs: ['rates'] },
      ...nodes,
      { op: 'Conv', name: 'conv', inputs: ['pooled', 'kernel'], outputs: ['map'] },
      { op: 'Relu', name: 'second', inputs: ['map'], outputs: ['y'] },
    ],
  });
  const fans = fanOut(await build(importOnnx(bytes).network));
  return Array.from(Array.from(fans.values())[0] ?? []);
};

const pool = (op: string, output = 'pooled'): NodeParts => ({ op, inputs: ['rates'], outputs: [output], attributes: [size2, by2] });

describe('synaptic operations of an imported network', () => {
  it.each(['AveragePool', 'MaxPool'])('are the weights behind %s', async op => {
    // A 2 x 2 image is left, so each cell of it meets 25 filters in one position.
    expect(await between([pool(op)])).toEqual(new Array(16).fill(25));
  });

  it('are the weights behind a concatenation of both, once for each way', async () => {
    const both = await between(
      [
        pool('AveragePool', 'a'),
        pool('MaxPool', 'b'),
        { op: 'Concat', inputs: ['a', 'b'], outputs: ['pooled'], attributes: [intAttribute('axis', 1)] },
      ],
      2,
    );
    expect(both).toEqual(new Array(16).fill(50));
  });

  it('are the weights behind a sum and behind a factor', async () => {
    const sum: NodeParts[] = [pool('AveragePool', 'a'), pool('MaxPool', 'b'), { op: 'Add', inputs: ['a', 'b'], outputs: ['pooled'] }];
    expect(await between(sum)).toEqual(new Array(16).fill(50));
    expect(await between([pool('MaxPool', 'a'), { op: 'Mul', inputs: ['a', 'two'], outputs: ['pooled'] }])).toEqual(new Array(16).fill(25));
  });
});
