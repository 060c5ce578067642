import { ImportError, UnsupportedError, ValidationError } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateOnnx, foldConstants, type OnnxInput, readOnnx, supportedOperators, unsupportedNodes } from '../src/index.js';
import {
  type Bytes,
  floatTensor,
  int64Tensor,
  intAttribute,
  intsAttribute,
  model,
  type NodeParts,
  textAttribute,
  valueInfo,
} from './encode.js';
import { ramp, smallNetwork } from './models.js';

const runNode = (parts: Omit<NodeParts, 'inputs' | 'outputs'>, inputs: readonly OnnxInput[], opset = 13, outputs = ['y']) => {
  const names = inputs.map((_, index) => `x${index}`);
  const bytes = model({
    opset,
    inputs: inputs.map(({ shape }, index) => valueInfo(`x${index}`, shape)),
    outputs: outputs.map(name => valueInfo(name, [])),
    nodes: [{ ...parts, inputs: names, outputs }],
  });
  return evaluateOnnx(readOnnx(bytes), new Map(inputs.map((input, index) => [`x${index}`, input])));
};

const naiveConvolution = (
  x: OnnxInput,
  w: OnnxInput,
  groups: number,
  stride: number,
  dilation: number,
  pads: readonly number[],
): number[] => {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const [out = 0, perGroup = 0, kh = 0, kw = 0] = w.shape;
  const [top = 0, left = 0, bottom = 0, right = 0] = pads;
  const rows = Math.floor((height + top + bottom - (kh - 1) * dilation - 1) / stride) + 1;
  const columns = Math.floor((width + left + right - (kw - 1) * dilation - 1) / stride) + 1;
  const result: number[] = [];
  for (let n = 0; n < batch; n++)
    for (let o = 0; o < out; o++)
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) {
          let sum = 0;
          for (let i = 0; i < perGroup; i++)
            for (let a = 0; a < kh; a++)
              for (let b = 0; b < kw; b++) {
                const y = r * stride + a * dilation - top;
                const z = c * stride + b * dilation - left;
                if (y < 0 || y >= height || z < 0 || z >= width) continue;
                const channel = Math.floor(o / (out / groups)) * perGroup + i;
                sum +=
                  (x.data[((n * channels + channel) * height + y) * width + z] ?? 0) *
                  (w.data[((o * perGroup + i) * kh + a) * kw + b] ?? 0);
              }
          result.push(sum);
        }
  return result;
};

describe('convolution', () => {
  it('equals the sum written out, for any groups, strides, dilations and pads', () => {
    const size = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        size,
        size,
        size,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
        (batch, groups, per, kernel, stride, dilation, pads) => {
          const x = ramp([batch, groups * per, 8, 7]);
          const w = ramp([groups * 5, per, kernel, Math.min(3, kernel + 1)]);
          const attributes: Bytes[] = [
            intAttribute('group', groups),
            intsAttribute('strides', [stride, stride]),
            intsAttribute('dilations', [dilation, dilation]),
            intsAttribute('pads', pads),
          ];
          const found = runNode({ op: 'Conv', attributes }, [x, w]).get('y')?.data ?? [];
          const wanted = naiveConvolution(x, w, groups, stride, dilation, pads);
          expect(found).toHaveLength(wanted.length);
          wanted.forEach((value, index) => {
            expect(found[index]).toBeCloseTo(value, 12);
          });
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });

  it('pads by itself so that size / stride outputs remain', () => {
    const attributes = [textAttribute('auto_pad', 'SAME_LOWER'), intsAttribute('strides', [2])];
    const result = runNode({ op: 'Conv', attributes }, [
      { shape: [1, 1, 4], data: [1, 2, 3, 4] },
      { shape: [1, 1, 3], data: [1, 10, 100] },
    ]);
    expect([...(result.get('y')?.data ?? [])]).toEqual([210, 432]);
  });
});

describe('pooling', () => {
  const x = { shape: [1, 1, 5], data: [1, 2, 3, 4, 6] };

  it('counts padding in the mean only when asked to', () => {
    const attributes = [intsAttribute('kernel_shape', [2]), intsAttribute('strides', [2]), intsAttribute('pads', [1, 0])];
    expect([...(runNode({ op: 'AveragePool', attributes }, [x]).get('y')?.data ?? [])]).toEqual([1, 2.5, 5]);
    const counted = [...attributes, intAttribute('count_include_pad', 1)];
    expect([...(runNode({ op: 'AveragePool', attributes: counted }, [x]).get('y')?.data ?? [])]).toEqual([0.5, 2.5, 5]);
  });

  it('rounds up when asked to, the last window being what is left of it', () => {
    const attributes = [intsAttribute('kernel_shape', [2]), intsAttribute('strides', [2]), intAttribute('ceil_mode', 1)];
    expect([...(runNode({ op: 'AveragePool', attributes }, [x]).get('y')?.data ?? [])]).toEqual([1.5, 3.5, 6]);
    const both = runNode({ op: 'MaxPool', attributes }, [x], 13, ['y', 'at']);
    expect([...(both.get('y')?.data ?? [])]).toEqual([2, 4, 6]);
    expect([...(both.get('at')?.data ?? [])]).toEqual([1, 3, 4]);
  });

  it('passes NaN on instead of hiding it', () => {
    const attributes = [intsAttribute('kernel_shape', [2])];
    const result = runNode({ op: 'MaxPool', attributes }, [{ shape: [1, 1, 4], data: [1, Number.NaN, 3, 4] }]);
    expect([...(result.get('y')?.data ?? [])]).toEqual([Number.NaN, Number.NaN, 4]);
  });
});

describe('shapes', () => {
  it('are given to Reshape as an attribute before opset 5', () => {
    expect(runNode({ op: 'Reshape', attributes: [intsAttribute('shape', [0, -1])] }, [ramp([2, 3, 4])], 4).get('y')?.shape).toEqual([
      2, 12,
    ]);
  });

  it('are flattened for Softmax before opset 13', () => {
    const row = { shape: [1, 2, 2], data: [0, 0, 0, 0] };
    expect(runNode({ op: 'Softmax' }, [row], 12).get('y')?.data).toEqual(Float64Array.of(0.25, 0.25, 0.25, 0.25));
    expect(runNode({ op: 'Softmax' }, [row], 13).get('y')?.data).toEqual(Float64Array.of(0.5, 0.5, 0.5, 0.5));
  });

  it('follow legacy broadcasting before opset 7', () => {
    const attributes = [intAttribute('broadcast', 1), intAttribute('axis', 0)];
    const result = runNode(
      { op: 'Add', attributes },
      [
        { shape: [2, 2], data: [1, 2, 3, 4] },
        { shape: [2], data: [10, 20] },
      ],
      6,
    );
    expect(result.get('y')?.data).toEqual(Float64Array.of(11, 12, 23, 24));
  });
});

describe('what is asked of a graph', () => {
  const network = readOnnx(smallNetwork());
  const images = new Map([['image', ramp([3, 1, 4, 4])]]);

  it('may be any value on the way', () => {
    const result = evaluateOnnx(network, images, { outputs: ['rates', 'logits'] });
    expect(result.get('rates')?.shape).toEqual([3, 2, 2, 2]);
    expect(result.get('logits')).toEqual(evaluateOnnx(network, images).get('logits'));
    expect(() => evaluateOnnx(network, images, { outputs: ['ratse'] })).toThrow(/no value named "ratse"/);
  });

  it('has to come with inputs that fit, or both shapes are named', () => {
    const attempt = (input: OnnxInput) => () => evaluateOnnx(network, new Map([['image', input]]));
    expect(attempt(ramp([3, 1, 4, 5]))).toThrow(ValidationError);
    expect(attempt(ramp([3, 1, 4, 5]))).toThrow('The input "image" has shape [3, 1, 4, 5], but the ONNX graph takes [batch, 1, 4, 4]');
    expect(attempt({ shape: [1, 1, 4, 4], data: [1] })).toThrow(/has 1 elements.*needs 16/);
    expect(() => evaluateOnnx(network, new Map())).toThrow(/"image" of the ONNX graph is not given/);
    expect(() => evaluateOnnx(network, new Map([...images, ['y', ramp([1])]]))).toThrow(/no input "y"/);
  });

  it('is refused for all unsupported nodes at once, before anything is computed', () => {
    const bytes = model({
      opset: 11,
      inputs: [valueInfo('x', [1])],
      outputs: [valueInfo('z', [1])],
      nodes: [
        { op: 'Erf', name: 'odd', inputs: ['x'], outputs: ['a'] },
        { op: 'Gelu', domain: 'com.example', inputs: ['a'], outputs: ['b'] },
        { op: 'Pad', name: 'wrapped', inputs: ['b', 'x'], outputs: ['z'], attributes: [textAttribute('mode', 'wrap')] },
      ],
    });
    const read = readOnnx(bytes);
    expect(unsupportedNodes(read)).toHaveLength(3);
    expect(() => evaluateOnnx(read, new Map())).toThrow(UnsupportedError);
    expect(() => evaluateOnnx(read, new Map())).toThrow(
      /opset 11 of ai.onnx.*node "odd" \(Erf\) is not supported; node making "b" \(com.example.Gelu\) is of domain com.example; node "wrapped" \(Pad\) is not supported with mode "wrap".*Supported are Abs, Add/,
    );
  });

  it('is refused for opsets that are not known yet', () => {
    const bytes = model({
      opset: 99,
      inputs: [valueInfo('x', [1])],
      outputs: [valueInfo('y', [1])],
      nodes: [{ op: 'Relu', inputs: ['x'], outputs: ['y'] }],
    });
    expect(() => evaluateOnnx(readOnnx(bytes), new Map())).toThrow(/opset 99 of ai.onnx.*Relu\) is supported in opsets 1 to 24/);
  });

  it('is refused where weights do not fit the data, naming the node', () => {
    const attempt = () => runNode({ op: 'Conv', name: 'first' }, [ramp([1, 3, 4, 4]), ramp([2, 2, 3, 3])]);
    expect(attempt).toThrow(ImportError);
    expect(attempt).toThrow(/node "first" \(Conv\) cannot convolve 3 channels in 1 groups with weights of shape \[2, 2, 3, 3\]/);
  });

  it('never grows beyond the allowed number of elements', () => {
    const bytes = model({
      opset: 9,
      initializers: [int64Tensor('shape', [2 ** 20, 2 ** 20])],
      outputs: [valueInfo('y', [])],
      nodes: [{ op: 'ConstantOfShape', inputs: ['shape'], outputs: ['y'] }],
    });
    expect(() => evaluateOnnx(readOnnx(bytes), new Map())).toThrow(/more than maxElements/);
  });
});

describe('the supported operators', () => {
  it('are listed with their opsets', () => {
    const names = supportedOperators().map(({ opType }) => opType);
    for (const wanted of [
      'Conv',
      'Gemm',
      'BatchNormalization',
      'Relu',
      'AveragePool',
      'MaxPool',
      'Flatten',
      'Reshape',
      'Add',
      'Constant',
      'Pad',
      'GlobalAveragePool',
    ]) {
      expect(names).toContain(wanted);
    }
    expect(supportedOperators().find(({ opType }) => opType === 'ConstantOfShape')).toEqual({
      opType: 'ConstantOfShape',
      sinceOpset: 9,
      untilOpset: 24,
    });
  });
});

describe('folding', () => {
  const network = readOnnx(smallNetwork());
  const { model: folded, facts } = foldConstants(network);

  it('leaves a Reshape with a constant target, -1 standing for the batch', () => {
    expect(folded.graph.nodes.map(({ opType }) => opType)).toEqual(['Conv', 'Relu', 'Reshape', 'Gemm']);
    const target = folded.graph.nodes[2]?.inputs[1] ?? '';
    expect(folded.graph.initializers.get(target)).toEqual({ dtype: 'int64', shape: [2], data: Float64Array.of(-1, 8) });
    expect([...folded.graph.initializers.keys()].sort()).toEqual(['bias', 'dense', 'kernel', target].sort());
  });

  it('knows every shape with the name of the batch', () => {
    expect(facts.shapes.get('rates')).toEqual(['batch', 2, 2, 2]);
    expect(facts.shapes.get('features')).toEqual(['batch', 8]);
    expect(facts.constants.has('rest')).toBe(true);
    expect(facts.constants.has('first')).toBe(false);
  });

  it('changes no result at any batch size', () => {
    for (const batch of [1, 2, 5]) {
      const inputs = new Map([['image', ramp([batch, 1, 4, 4])]]);
      expect(evaluateOnnx(folded, inputs)).toEqual(evaluateOnnx(network, inputs));
    }
  });

  it('folds chains on shapes wholly when the batch is fixed', () => {
    const bytes = model({
      initializers: [floatTensor('one', [1], [1])],
      inputs: [valueInfo('x', [1, 2, 3])],
      outputs: [valueInfo('y', [])],
      nodes: [
        { op: 'Shape', inputs: ['x'], outputs: ['s'] },
        { op: 'Cast', inputs: ['s'], outputs: ['f'], attributes: [intAttribute('to', 1)] },
        { op: 'Add', inputs: ['f', 'one'], outputs: ['g'] },
        { op: 'Mul', inputs: ['x', 'g'], outputs: ['y'] },
      ],
    });
    const result = foldConstants(readOnnx(bytes)).model.graph;
    expect(result.nodes.map(({ opType }) => opType)).toEqual(['Mul']);
    expect(result.initializers.get('g')?.data).toEqual(Float64Array.of(2, 3, 4));
  });
});
