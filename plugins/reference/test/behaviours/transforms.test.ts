import { convolution, dense, lowpass, Network, relu, samples, sparse, type TransformRecord, uniform } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

/** Values of both signs that repeat after no short while. */
const values = (count: number, start = 0) => Array.from({ length: count }, (_, i) => Math.sin(1.7 * (i + start)) + 0.1);

/** What a transform makes of a vector on its way between two nodes. */
async function made(x: readonly number[], transform: TransformRecord, size: number) {
  const net = new Network();
  const end = net.passthrough(size);
  net.connect(net.constant(x), end, { synapse: null, transform });
  const value = net.probe(end);
  return (await observed(net, 1)).last(value);
}

describe('a convolution on a connection', () => {
  it('slides its kernel over the image, channel by channel, and sums over the channels that come in', async () => {
    const [image, kernel] = [values(4 * 5 * 2), values(3 * 2 * 2 * 3, 7)];
    const transform = convolution({ inputShape: [4, 5, 2], filters: 3, kernelSize: [3, 2], kernel: samples(kernel) });
    const expected: number[] = [];
    for (let y = 0; y < 2; y++)
      for (let x = 0; x < 4; x++)
        for (let f = 0; f < 3; f++) {
          let sum = 0;
          for (let i = 0; i < 3; i++)
            for (let j = 0; j < 2; j++)
              for (let c = 0; c < 2; c++) sum += (image[((y + i) * 5 + x + j) * 2 + c] ?? 0) * (kernel[((i * 2 + j) * 2 + c) * 3 + f] ?? 0);
          expected.push(sum);
        }
    expect(farthest(await made(image, transform, 2 * 4 * 3), expected)).toBeLessThan(1e-12);
  });

  it('in groups sees only the channels of its group: two convolutions side by side', async () => {
    const [image, kernel] = [values(6 * 4), values(3 * 2 * 4, 3)];
    const grouped = convolution({ inputShape: [6, 4], filters: 4, kernelSize: 3, groups: 2, kernel: samples(kernel) });
    const found = await made(image, grouped, 4 * 4);
    for (const group of [0, 1]) {
      const half = image.filter((_, i) => Math.floor((i % 4) / 2) === group);
      const part = kernel.filter((_, i) => Math.floor((i % 4) / 2) === group);
      const alone = await made(half, convolution({ inputShape: [6, 2], filters: 2, kernelSize: 3, kernel: samples(part) }), 4 * 2);
      expect(
        farthest(
          found.filter((_, i) => Math.floor((i % 4) / 2) === group),
          alone,
        ),
      ).toBeLessThan(1e-12);
    }
  });

  it('carries what ensembles represent and what neurons give, as the full matrix of its entries does', async () => {
    const kernel = [0.5, -0.25];
    const transform = convolution({ inputShape: [4, 1], filters: 1, kernelSize: 2, kernel: samples(kernel) });
    const matrix = dense([0, 1, 2].map(row => [0, 1, 2, 3].map(column => kernel[column - row] ?? 0)));
    const net = new Network({ seed: 1 });
    const x = [0.5, -0.5, 0.3, 0.1];
    const a = net.ensemble(200, 4, { label: 'a' });
    const cells = net.ensemble(4, 1, { label: 'cells', neuronType: relu(), encoders: null, gain: 1, bias: 5 });
    net.connect(net.constant(x), a);
    net.connect(net.constant(x), cells.neurons, { synapse: null });
    const probes = [transform, matrix].map(used => {
      const [decoded, rates] = [net.passthrough(3), net.passthrough(3)];
      net.connect(a, decoded, { seed: 1, transform: used });
      net.connect(cells.neurons, rates, { transform: used, synapse: null });
      return [net.probe(decoded, { synapse: lowpass(0.05) }), net.probe(rates)] as const;
    });
    const found = await observed(net, 400);
    const [[decoded, rates], [wanted, wantedRates]] = [probes[0] ?? [], probes[1] ?? []];
    if (!decoded || !rates || !wanted || !wantedRates) throw new Error('unreachable');
    expect(farthest(found.last(decoded), found.last(wanted))).toBeLessThan(1e-9);
    expect(farthest(found.last(rates), found.last(wantedRates))).toBeLessThan(1e-12);
    expect(farthest(found.mean(decoded), [0.375, -0.325, 0.125])).toBeLessThan(0.06);
    expect(farthest(found.last(rates), [5.5 / 2 - 4.5 / 4, 4.5 / 2 - 5.3 / 4, 5.3 / 2 - 5.1 / 4])).toBeLessThan(1e-12);
  });
});

describe('a sparse matrix on a connection', () => {
  it('carries what ensembles represent, as the full matrix of its entries does', async () => {
    const entries = { shape: [2, 3], rows: [1, 0, 1], columns: [0, 2, 2], values: [1, -1, 0.5] } as const;
    const matrix = dense([
      [0, 0, -1],
      [1, 0, 0.5],
    ]);
    const net = new Network({ seed: 2 });
    const [a, b] = [net.ensemble(200, 3, { label: 'a' }), net.ensemble(150, 2, { label: 'b' })];
    net.connect(net.constant([0.3, 0.6, -0.5]), a);
    net.connect(a, b, { seed: 1, transform: sparse(entries) });
    const full = net.passthrough(2);
    net.connect(a, full, { seed: 1, transform: matrix });
    const [given, wanted, value] = [net.probe(b, { attribute: 'input' }), net.probe(full), net.probe(b, { synapse: lowpass(0.05) })];
    const found = await observed(net, 400);
    expect(farthest(found.rows(given).flat(), found.rows(wanted).flat())).toBeLessThan(1e-9);
    expect(farthest(found.mean(value), [0.5, 0.05])).toBeLessThan(0.08);
  });

  it('may be drawn, one value for each entry', async () => {
    const transform = sparse({ shape: [3, 3], rows: [0, 1, 2], columns: [2, 0, 1], values: uniform(1, 2) });
    const found = await made([1, 10, 100], transform, 3);
    expect(found.map(Math.log10).map(Math.floor)).toEqual([2, 0, 1]);
    expect(new Set([(found[0] ?? 0) / 100, found[1], (found[2] ?? 0) / 10]).size).toBe(3);
  });
});
