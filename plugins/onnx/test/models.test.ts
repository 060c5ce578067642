import { describe, expect, it } from 'vitest';
import { evaluateOnnx, foldConstants, type OnnxInput, type OnnxModel, readOnnx } from '../src/index.js';
import { digitLabels, digits, hasMnist, hasModels, mnist, modelBytes, reference } from './shared.js';

const largestDifference = (model: OnnxModel, input: OnnxInput, wanted: readonly (readonly number[])[]): number => {
  const data = evaluateOnnx(model, new Map([['input', input]])).get('output')?.data ?? [];
  expect(data).toHaveLength(wanted.flat().length);
  return Math.max(...wanted.flat().map((value, index) => Math.abs(value - (data[index] ?? Number.NaN))));
};

describe.skipIf(!hasModels)('the digits network', () => {
  const model = readOnnx(modelBytes('digits_cnn'));

  it('gives the stored logits of torch within 1e-4', () => {
    expect(largestDifference(model, digits(1500, 1516), reference('digits_cnn').referenceOutputs)).toBeLessThan(1e-4);
  });

  it('has the stored test accuracy on 297 digits, in well under two seconds', () => {
    const start = performance.now();
    const result = evaluateOnnx(model, new Map([['input', digits(1500, 1797)]])).get('output');
    expect(performance.now() - start).toBeLessThan(2000);
    const logits = [...(result?.data ?? [])];
    const correct = digitLabels(1500, 1797).filter((label, image) => {
      const row = logits.slice(10 * image, 10 * image + 10);
      return row.indexOf(Math.max(...row)) === label;
    });
    expect(correct).toHaveLength(Math.round(297 * (reference('digits_cnn').testAccuracy ?? 0)));
  });
});

describe.skipIf(!hasMnist)('a network trained on MNIST', () => {
  it.each([
    'resnet_gap',
    'mlp_dropout',
    'leaky_sigmoid_softmax',
    'concat_branch',
    'cnn_bn_maxpool',
    'cnn_avgpool',
  ])('gives the stored outputs of torch within 1e-4, as read and folded: %s', name => {
    const { input, referenceOutputs } = reference(name);
    const images = mnist(8000, 8016, input.normalisation.mean ?? 0, input.normalisation.std ?? 1);
    const model = readOnnx(modelBytes(name));
    expect(largestDifference(model, images, referenceOutputs)).toBeLessThan(1e-4);
    const folded = foldConstants(model).model;
    expect(
      folded.graph.nodes.map(({ opType }) => opType).filter(opType => ['Shape', 'Gather', 'Concat', 'Constant'].includes(opType)),
    ).toEqual(name === 'concat_branch' ? ['Concat'] : []);
    expect(largestDifference(folded, images, referenceOutputs)).toBeLessThan(1e-4);
  });
});
