import { build } from '@rheobase/build';
import { networkFromJSON, networkToJSON } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importOnnx, type OnnxInput } from '../src/index.js';
import { ramp } from './models.js';
import { randomGraphs } from './random-graph.js';
import { importDifference, relativeDifference, runImported, runtime } from './run.js';
import { digits, hasMnist, hasModels, mnist, modelBytes, reference } from './shared.js';

const logitsOf = async (name: string, images: OnnxInput) =>
  (await runImported(await runtime.importNetwork(modelBytes(name)), new Map([['input', images]]))).get('output') ?? [];

describe('an imported classifier, run one step on the reference backend', () => {
  it.each([
    ['digits_cnn', [3, 1, 8, 8]] as const,
    ['mlp_dropout', [3, 1, 28, 28]] as const,
  ])('gives what the evaluator gives within 1e-9: %s', async (name, shape) => {
    expect(await importDifference(modelBytes(name), new Map([['input', ramp(shape)]]))).toBeLessThan(1e-9);
  });

  it.skipIf(!hasModels)('gives the stored logits of torch within 1e-4 on digits', async () => {
    const wanted = reference('digits_cnn').referenceOutputs.flat();
    const found = await logitsOf('digits_cnn', digits(1500, 1516));
    expect(found).toHaveLength(wanted.length);
    expect(Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN))))).toBeLessThan(1e-4);
  });

  it.skipIf(!hasMnist).each(['cnn_avgpool', 'cnn_bn_maxpool', 'mlp_dropout', 'resnet_gap', 'concat_branch'])(
    'gives the stored logits of torch within 1e-4, and those of the evaluator within 1e-9, on MNIST: %s',
    async name => {
      const { input, referenceOutputs } = reference(name);
      const images = mnist(8000, 8016, input.normalisation.mean ?? 0, input.normalisation.std ?? 1);
      const found = await logitsOf(name, images);
      const wanted = referenceOutputs.flat();
      expect(found).toHaveLength(wanted.length);
      expect(Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN))))).toBeLessThan(1e-4);
      expect(await importDifference(modelBytes(name), new Map([['input', images]]))).toBeLessThan(1e-9);
    },
  );
});

describe('the network of an imported file', () => {
  const { network, inputs, outputs, notes } = importOnnx(modelBytes('digits_cnn'));

  it('has one ensemble per ReLU, laid out channels first with one bias per channel, and the operators as its labels', () => {
    expect(inputs).toEqual({ input: 'input' });
    expect(outputs).toEqual({ output: 'output' });
    expect(network.ensembles.map(({ path, settings }) => [path, settings.shape, settings.parameterShape])).toEqual([
      ['2.Relu', [16, 8, 8], [16, 1, 1]],
      ['4.Relu', [32, 8, 8], [32, 1, 1]],
      ['7.Relu', [32, 2, 2], [32, 1, 1]],
      ['10.Relu', [64], [64]],
    ]);
    expect(network.connections.map(({ path }) => path)).toEqual([
      '0.Conv',
      '3.Conv',
      '4.Relu->5.AveragePool',
      '6.Conv',
      '9.Gemm',
      '10.Relu->11.Gemm',
      '11.Gemm.bias->11.Gemm',
    ]);
    expect(network.nodes.map(({ path }) => path)).toEqual(['input', '5.AveragePool', '11.Gemm', '11.Gemm.bias']);
    expect(network.connections.every(({ synapse }) => synapse === null)).toBe(true);
  });

  it('says what was folded and dropped', () => {
    expect(notes).toEqual([
      'The first axis of the inputs (batch) became the batch of the runtime, which may have any size.',
      'Folded what depends on neither data nor batch: 1 Constant.',
      'Dropped node "/5/Pad" (Pad), which does not change values at inference.',
    ]);
  });

  it('keeps weights in float32', async () => {
    const weights = [...(await build(network)).tensors].filter(([id]) => /kernel|weights|bias/.test(id));
    expect(weights).toHaveLength(10);
    expect(weights.map(([, { dtype }]) => dtype)).toEqual(weights.map(() => 'float32'));
  });

  it('is the same after a trip through JSON', async () => {
    const back = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(network))));
    const given = new Map([['input', ramp([2, 1, 8, 8])]]);
    const again = await runImported({ network: back, inputs, outputs, notes }, given);
    const first = await runImported({ network, inputs, outputs, notes }, given);
    expect(relativeDifference(again.get('output') ?? [], first.get('output') ?? [])).toBe(0);
  });
});

describe('any row of importable operators', () => {
  it('computes what the evaluator computes, within 1e-9, for every output and item of a batch', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraphs, async ({ bytes, shape }) => {
        expect(await importDifference(bytes, new Map([['x', ramp([2, ...shape])]]))).toBeLessThan(1e-9);
      }),
      { numRuns: 200 },
    );
  });
});
