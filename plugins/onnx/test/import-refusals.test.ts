import { ImportError, UnsupportedError, ValidationError } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognisesOnnx } from '../src/import/recognise.js';
import { importableOperators, importOnnx, onnx } from '../src/index.js';
import { type Bytes, floatTensor, int64Tensor, intAttribute, intsAttribute, model, type NodeParts, valueInfo } from './encode.js';
import { smallNetwork } from './models.js';
import { runtime } from './run.js';
import { hasModels, modelBytes } from './shared.js';

const graph = (shape: readonly (number | string)[], nodes: readonly NodeParts[], initializers: readonly Bytes[] = [], elementType = 1) =>
  model({ opset: 13, inputs: [valueInfo('x', shape, elementType)], outputs: [valueInfo('y', [])], nodes, initializers });

const refusal = (bytes: Uint8Array): unknown => {
  try {
    return importOnnx(bytes);
  } catch (error) {
    return error;
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'no error');

describe('a graph with operators that cannot be imported', () => {
  const importable = `Importable are ${importableOperators().join(', ')}.`;

  it.skipIf(!hasModels)('is refused with every node, its operator, the opset and what can be imported', () => {
    const error = refusal(modelBytes('leaky_sigmoid_softmax'));
    expect(error).toBeInstanceOf(UnsupportedError);
    const reason = 'has no counterpart among transforms, nodes and neuron types';
    expect(messageOf(error)).toBe(
      `The ONNX graph (opset 7 of ai.onnx) cannot be imported: node "/LeakyRelu" (LeakyRelu) ${reason}; node "/LeakyRelu_1" (LeakyRelu) ${reason}; node "/Sigmoid" (Sigmoid) ${reason}. ${importable}`,
    );
  });

  it('is refused for types, attributes and shapes at once', () => {
    const bytes = graph(
      ['b', 1, 5, 5],
      [
        { op: 'Clip', name: 'relu6', inputs: ['x', 'zero', 'six'], outputs: ['a'] },
        {
          op: 'MaxPool',
          name: 'pool',
          inputs: ['a'],
          outputs: ['c'],
          attributes: [intsAttribute('kernel_shape', [2, 2]), intsAttribute('dilations', [2, 2])],
        },
        { op: 'Tanh', name: 'tanh', inputs: ['c'], outputs: ['y'] },
      ],
      [floatTensor('zero', [], [0]), floatTensor('six', [], [6])],
    );
    const error = refusal(bytes);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(messageOf(error)).toMatch(
      /opset 13.*"relu6" \(Clip\) has bounds 0 and 6;.*"pool" \(MaxPool\) has dilations \[2, 2\];.*"tanh" \(Tanh\) has no counterpart/,
    );
  });

  it('is refused with all of them when one is unknown altogether', () => {
    const error = refusal(
      graph(
        ['b', 4],
        [
          { op: 'LSTM', name: 'memory', inputs: ['x'], outputs: ['a'] },
          { op: 'Sigmoid', inputs: ['a'], outputs: ['c'] },
          { op: 'Relu', name: 'odd', domain: 'com.example', inputs: ['c'], outputs: ['y'] },
        ],
      ),
    );
    expect(messageOf(error)).toMatch(
      /node "memory" \(LSTM\) has no.*node making "c" \(Sigmoid\) has no.*node "odd" \(com.example.Relu\) is of domain com.example/,
    );
  });

  const node = (op: string, inputs: readonly string[], attributes: readonly Bytes[] = []): NodeParts => ({
    op,
    name: 'n',
    inputs,
    outputs: ['y'],
    attributes,
  });
  it.each<[string, Uint8Array, RegExp]>([
    ['a product of two values', graph(['b', 3], [node('Mul', ['x', 'x'])]), /"n" \(Mul\) multiplies two values/],
    [
      'a division by a value',
      graph(['b', 3], [node('Div', ['w', 'x'])], [floatTensor('w', [], [1])]),
      /\(Div\) takes the constant "w" as input 0/,
    ],
    [
      'a division by zero',
      graph(['b', 3], [node('Div', ['x', 'w'])], [floatTensor('w', [], [0])]),
      /\(Div\) calculates with a constant that is (NaN|Infinity)/,
    ],
    [
      'weights from the data',
      graph(['b', 3], [node('MatMul', ['x', 't']), { op: 'Transpose', inputs: ['x'], outputs: ['t'] }]),
      /"n" \(MatMul\) takes "t" as input 1, which depends on the data, but has to be constant/,
    ],
    [
      'a transposition of the batch',
      graph(['b', 3], [node('Transpose', ['x'])]),
      /\(Transpose\).* whose first axis alone has to be the batch \(b\)/,
    ],
    [
      'a flattening of the batch',
      graph(['b', 3], [node('Flatten', ['x'], [intAttribute('axis', 0)])]),
      /\(Flatten\) has "y" of shape \[1, 3\*b\]/,
    ],
    ['a mean over the batch', graph(['b', 3], [node('ReduceMean', ['x'])]), /\(ReduceMean\) reduces over the batch/],
    [
      'an exchange of items',
      graph([2, 3], [node('Gather', ['x', 'i'], [intAttribute('axis', 0)])], [int64Tensor('i', [1, 0])]),
      /\(Gather\) moves elements across the batch/,
    ],
    [
      'a pad with ones',
      graph(['b', 3], [node('Pad', ['x', 'p', 'w'])], [int64Tensor('p', [0, 1, 0, 1]), floatTensor('w', [], [1])]),
      /\(Pad\) pads with 1; only zeros/,
    ],
    ['a softmax by rows', graph(['b', 2, 3], [node('Softmax', ['x'])]), /\(Softmax\) normalises along axis -1/],
    [
      'a convolution in three axes',
      graph(['b', 1, 3, 3, 3], [node('Conv', ['x', 'w'])], [floatTensor('w', [1, 1, 1, 1, 1], [1])]),
      /\(Conv\) slides over 3 spatial axes/,
    ],
    [
      'constants per item',
      graph([2, 3], [node('Add', ['x', 'w'])], [floatTensor('w', [2, 1], [1, 2])]),
      /\(Add\) takes a constant of shape \[2, 1\], which differs between the items/,
    ],
    [
      'the indices of a maximum',
      graph(
        ['b', 1, 4],
        [{ op: 'MaxPool', name: 'n', inputs: ['x'], outputs: ['m', 'y'], attributes: [intsAttribute('kernel_shape', [2])] }],
      ),
      /\(MaxPool\) has its output 1 \("y"\) in use/,
    ],
    [
      'an output without data',
      graph(['b', 3], [node('Identity', ['w'])], [floatTensor('w', [1], [1])]),
      /output "y" does not depend on the data/,
    ],
    ['integer data', graph(['b', 3], [node('Add', ['x', 'x'])], [], 7), /input "x" is int64 and used without a Cast/],
  ])('is refused for %s', (_, bytes, message) => {
    const error = refusal(bytes);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(messageOf(error)).toMatch(message);
  });

  it('takes integer data that a Cast makes floats', () => {
    const cast = { op: 'Cast', inputs: ['x'], outputs: ['y'], attributes: [intAttribute('to', 1)] };
    expect(importOnnx(graph(['b', 3], [cast], [], 2)).outputs).toEqual({ y: 'y' });
  });
});

describe('bytes that are no good file', () => {
  it('are an ImportError when a file is cut short anywhere', () => {
    const bytes = smallNetwork();
    for (const length of [0, 1, 40, bytes.length - 1, Math.floor(bytes.length / 2)]) {
      expect(() => importOnnx(bytes.subarray(0, length)), `${length} bytes`).toThrow(ImportError);
    }
  });

  it('are an ImportError with a reason when they are something else', () => {
    expect(() => importOnnx(new TextEncoder().encode('{"format": "rheobase-network"}'))).toThrow(ImportError);
  });

  it('are recognised from their outline, whole or cut short, and by nothing else', async () => {
    const bytes = smallNetwork();
    expect(recognisesOnnx(bytes)).toBe(true);
    expect(recognisesOnnx(modelBytes('digits_cnn').subarray(0, 1000))).toBe(true);
    expect(recognisesOnnx(new TextEncoder().encode('{"format": "rheobase-network"}'))).toBe(false);
    expect(recognisesOnnx(new Uint8Array(0))).toBe(false);
    await expect(runtime.importNetwork(Uint8Array.of(137, 72, 68, 70))).rejects.toThrow(
      /no importer recognises these 4 bytes; there are importers for onnx/,
    );
  });

  it('never make recognition throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), bytes => typeof recognisesOnnx(bytes) === 'boolean'));
  });

  it('that are damaged at one place are refused with a typed error or imported', () => {
    const bytes = smallNetwork();
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const damaged = bytes.slice();
        damaged[at] = value;
        const error = refusal(damaged);
        return (
          !(error instanceof Error) || error instanceof ImportError || error instanceof UnsupportedError || error instanceof ValidationError
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('options', () => {
  it('are checked when they come through the runtime', async () => {
    const bytes = smallNetwork();
    await expect(runtime.importNetwork(bytes, { size: 3 })).rejects.toThrow(
      /no option 'size'; there are format, sizes, outputs, resolveExternal/,
    );
    await expect(runtime.importNetwork(bytes, { sizes: { height: -1 } })).rejects.toThrow(
      /sizes.height must be a whole number >= 1, but -1 was given/,
    );
    await expect(runtime.importNetwork(bytes, { outputs: 'logits' })).rejects.toThrow(ValidationError);
    await expect(runtime.importNetwork(bytes, { outputs: ['nothing'] })).rejects.toThrow(/no value named "nothing"/);
    await expect(runtime.importNetwork(bytes, { format: 'onnx' })).resolves.toHaveProperty('outputs', { logits: 'logits' });
  });

  it('give open sizes, which are asked for by name', () => {
    const bytes = graph(['b', 1, 'height', 3], [{ op: 'Relu', inputs: ['x'], outputs: ['y'] }]);
    expect(() => importOnnx(bytes)).toThrow(/size "height" of axis 2 of the ONNX input "x"/);
    expect(importOnnx(bytes, { sizes: { height: 4 } }).network.ensembles.map(({ size }) => size)).toEqual([12]);
  });

  it('are of a plugin with a name and a version', () => {
    expect(onnx()).toMatchObject({ name: '@rheobase/plugin-onnx', version: '0.1.0' });
  });
});
