import { ValidationError } from '@rheobase/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatMap } from '../src/index.js';
import { colorScale } from '../src/svg/color-scale.js';
import { isSafeAndWellFormed, parsed, random, texts } from './drawing.js';

function painted(svg: string, rows: number, columns: number): string[] {
  const group = parsed(svg).querySelector('g[transform*="translate(0 .5)"]');
  const cells = new Array<string>(rows * columns).fill(group?.querySelector('rect')?.getAttribute('fill') ?? '');
  for (const path of group?.querySelectorAll('path') ?? []) {
    for (const [, x, y, run] of (path.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      const from = Number(y) * columns + Number(x);
      cells.fill(path.getAttribute('stroke') ?? '', from, from + Number(run));
    }
  }
  return cells;
}

describe('heatMap', () => {
  it('paints every cell in the colour of its value', () => {
    const value = fc.oneof(fc.constant(0), fc.constant(Number.NaN), fc.double({ min: -5, max: 5, noNaN: true }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.infiniteStream(value), (rows, columns, stream) => {
        const data = Array.from({ length: rows * columns }, (_, i) => (i === 0 ? 1 : stream.next().value));
        const scale = colorScale('domain', data);
        expect(painted(heatMap({ shape: [rows, columns], data }), rows, columns)).toEqual(data.map(scale.color));
      }),
      { numRuns: 40 },
    );
  });

  it('is small: equal neighbours are merged', () => {
    const next = random(3);
    const sparse = Float32Array.from({ length: 20_000 }, () => (next() < 0.9 ? 0 : next()));
    expect(heatMap({ shape: [100, 200], data: sparse }).length).toBeLessThan(30_000);
    expect(heatMap({ shape: [200, 200], data: new Float32Array(40_000) }).length).toBeLessThan(8_000);
  });

  it('is centred on 0 where values have both signs', () => {
    const scale = colorScale('domain', [-1, 0, 4]);
    expect([scale.low, scale.high]).toEqual([-4, 4]);
    expect(scale.color(0)).toBe('#f7f7f5');
    expect(scale.color(9)).toBe(scale.color(4));
  });

  it('labels rows, columns and values, and is accessible', () => {
    const svg = heatMap(
      [
        [1, 2],
        [3, 4],
      ],
      { title: 'Weights', xLabel: 'from', yLabel: 'to', valueLabel: 'weight', rowLabels: ['a', 'b'], columnLabels: ['c', 'd'] },
    );
    expect(texts(svg)).toEqual(expect.arrayContaining(['Weights', 'from', 'to', 'weight', 'a', 'b', 'c', 'd']));
    expect(parsed(svg).querySelector('desc')?.textContent).toBe('Heat map of 2 rows and 2 columns, values from 1 to 4.');
    expect(isSafeAndWellFormed(svg)).toBe(true);
  });

  it('draws all the same values, one cell and very long matrices', () => {
    for (const matrix of [
      [[0]],
      [[-3]],
      [[5, 5]],
      [Array.from({ length: 1000 }, (_, i) => i)],
      Array.from({ length: 1000 }, (_, i) => [i]),
    ]) {
      expect(isSafeAndWellFormed(heatMap(matrix))).toBe(true);
      expect(heatMap(matrix)).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it.each<[string, () => string, string]>([
    ['an empty matrix', () => heatMap([]), 'heatMap: the matrix is empty; give at least one row and one column.'],
    ['ragged rows', () => heatMap([[1, 2], [3]]), 'heatMap: the length of row 1 is 1; give 2 values, as many as row 0 has.'],
    [
      'data of another size',
      () => heatMap({ shape: [2, 2], data: [1] }),
      'heatMap: matrix.data.length is 1; give 4 values, rows times columns.',
    ],
    [
      'a shape of 0',
      () => heatMap({ shape: [0, 2], data: [] }),
      'heatMap: matrix.shape is [0, 2]; give two whole numbers above 0: rows, columns.',
    ],
    ['NaN alone', () => heatMap([[Number.NaN]]), 'heatMap: the number of finite values is 0; give at least one finite value.'],
    [
      'an empty domain',
      () => heatMap([[1]], { domain: [1, 1] }),
      'heatMap: domain is [1, 1]; give two finite numbers, the lower one first.',
    ],
    [
      'row labels that do not match',
      () => heatMap([[1]], { rowLabels: [] }),
      'heatMap: rowLabels.length is 0; give one label for each of the 1 rows.',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(ValidationError);
    expect(draw).toThrow(message);
  });
});
