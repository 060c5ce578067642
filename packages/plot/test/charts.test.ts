import { ValidationError } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { bars, lines, traces } from '../src/index.js';
import { colorOf, type Drawn, isSafeAndWellFormed, parsed, samples, texts } from './drawing.js';

function curves(svg: string): Drawn[] {
  return [...parsed(svg).querySelectorAll('[aria-label="line"] path')];
}

function points(path: Drawn | undefined): [number, number][] {
  return [...(path?.getAttribute('d') ?? '').matchAll(/[ML]([-\d.]+),([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe('traces', () => {
  it('draws one line an element, named in the legend', () => {
    const svg = traces(
      samples([1, 20, 3], (_, step, element) => step * element),
      { dt: 0.001, labels: ['a', 'b', 'c < d'], title: 'Decoded' },
    );
    expect(curves(svg)).toHaveLength(3);
    expect(texts(svg)).toEqual(expect.arrayContaining(['Decoded', 'a', 'b', 'c < d', 'time (s)']));
    expect(new Set(curves(svg).map(curve => colorOf(curve, 'stroke'))).size).toBe(3);
    expect(isSafeAndWellFormed(svg)).toBe(true);
  });

  it('draws the values of the chosen batch item to scale', () => {
    const svg = traces(
      samples([2, 5, 1], (batch, step) => batch * ([0, 10, 5, 10, 0][step] ?? 0)),
      { batch: 1 },
    );
    const ys = points(curves(svg)[0]).map(([, y]) => y);
    const [low = 0, high = 0, middle = 0] = ys;
    expect(ys).toHaveLength(5);
    expect(high).toBeLessThan(low);
    expect(middle).toBeCloseTo((low + high) / 2, 0);
  });

  it('keeps the extremes of a run of 50,000 steps in a small document', () => {
    const svg = traces(samples([1, 50_000, 1], (_, step) => (step === 31_234 ? 40 : step === 12_345 ? -40 : 0)));
    expect(svg.length).toBeLessThan(40_000);
    const ys = points(curves(svg)[0]).map(([, y]) => y);
    const rest = ys[0] ?? 0;
    expect(rest - Math.min(...ys)).toBeGreaterThan(50);
    expect(Math.max(...ys) - rest).toBeGreaterThan(50);
  });

  it('leaves a gap where a sample is not finite', () => {
    const svg = traces(samples([1, 9, 1], (_, step) => (step === 4 ? Number.NaN : step)));
    expect(curves(svg)[0]?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
  });

  it('shows a constant and a single sample', () => {
    for (const value of [0, 3, -2e-9]) expect(isSafeAndWellFormed(traces(samples([1, 1, 1], () => value)))).toBe(true);
  });

  it.each<[string, () => string, string]>([
    [
      'an element of NaN alone',
      () => traces(samples([1, 3, 2], (_, __, element) => (element === 1 ? Number.NaN : 0))),
      'traces: the number of finite samples of element 1 is 0; give at least one finite sample.',
    ],
    [
      'an unknown batch item',
      () =>
        traces(
          samples([2, 3, 1], () => 0),
          { batch: 2 },
        ),
      'traces: batch is 2; give a whole number from 0 to 1.',
    ],
    [
      'labels that do not match',
      () =>
        traces(
          samples([1, 3, 2], () => 0),
          { labels: ['x'] },
        ),
      'give one label for each of the 2 elements.',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(ValidationError);
    expect(draw).toThrow(message);
  });
});

describe('lines', () => {
  const accuracy = { label: 'spiking', x: [1, 2, 5, 10, 100], y: [10, 30, 70, 90, 98] };

  it('draws series, bands, dots and a legend', () => {
    const svg = lines({
      title: 'Accuracy',
      xLabel: 'steps',
      yLabel: 'accuracy (%)',
      xScale: 'log',
      series: [
        { ...accuracy, mark: 'both', band: { lower: [5, 25, 65, 88, 97], upper: [15, 35, 75, 92, 99] } },
        { label: 'rate', x: [1, 100], y: [99, 99], dashed: true },
      ],
    });
    const root = parsed(svg);
    expect(curves(svg)).toHaveLength(2);
    expect(root.querySelectorAll('[aria-label="area"] path')).toHaveLength(1);
    expect(root.querySelectorAll('[aria-label="dot"] circle')).toHaveLength(5);
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['Accuracy', 'steps', 'accuracy (%)', 'spiking', 'rate', '1', '2', '5', '10', '100']),
    );
    expect(isSafeAndWellFormed(svg)).toBe(true);
    expect(root.querySelector('style')).toBeNull();
  });

  it('spaces decades equally on a logarithmic axis', () => {
    const [a = [0, 0], b = [0, 0], c = [0, 0]] = points(
      curves(lines({ xScale: 'log', series: [{ label: 'a', x: [1, 10, 100], y: [1, 2, 3] }] }))[0],
    );
    expect(b[0] - a[0]).toBeCloseTo(c[0] - b[0], 0);
  });

  it('labels every value of a logarithmic axis where there are few, and the last within the picture', () => {
    for (const x of [
      [1, 4, 16, 64, 256],
      [7, 70, 640, 7000],
      [100, 1000, 10_000, 100_000, 1_000_000],
    ]) {
      const svg = lines({ xScale: 'log', width: 640, series: [{ label: 'a', x, y: x.map((_, i) => i) }] });
      const labels = [...parsed(svg).querySelectorAll('[aria-label="x-axis tick label"] text')];
      expect(labels.map(({ textContent }) => textContent)).toEqual(x.map(value => value.toLocaleString('en')));
      const last = labels.at(-1);
      const middle = Number(/translate\((-?[\d.]+)/.exec(last?.getAttribute('transform') ?? '')?.[1]);
      // A figure of this size is six pixels wide, a comma three.
      expect(middle + (6 * (last?.textContent?.length ?? 0)) / 2 - 3).toBeLessThanOrEqual(640);
    }
  });

  it('keeps every dot of a scatter plot however many there are', () => {
    const x = Array.from({ length: 3000 }, (_, i) => (i * 7919) % 3000);
    const svg = lines({ series: [{ label: 'neurons', x, y: x, mark: 'dots' }] });
    expect(parsed(svg).querySelectorAll('[aria-label="dot"] circle')).toHaveLength(3000);
  });

  it.each<[string, () => string, string]>([
    ['no series', () => lines({ series: [] }), 'lines: series is empty; give at least one series.'],
    [
      'lists of unequal length',
      () => lines({ series: [{ label: 'a', x: [1], y: [1, 2] }] }),
      'lines: series "a": x.length is 1; give 2 values, one for each y.',
    ],
    [
      'a series without x',
      () => String(Reflect.apply(lines, undefined, [{ series: [{ label: 'a', y: [1] }] }])),
      'lines: series "a": x is undefined; give a list of numbers.',
    ],
    ['an empty series', () => lines({ series: [{ label: 'a', x: [], y: [] }] }), 'lines: series "a": y is empty; give at least one value.'],
    [
      'a series of NaN alone',
      () => lines({ series: [{ label: 'a', x: [1, 2], y: [Number.NaN, Number.NaN] }] }),
      'lines: series "a": the number of finite y values is 0; give at least one finite value.',
    ],
    [
      '0 on a logarithmic axis',
      () => lines({ xScale: 'log', series: [{ label: 'a', x: [0], y: [1] }] }),
      'lines: series "a": x[0] is 0; give a finite number above 0',
    ],
    [
      'a band of another length',
      () => lines({ series: [{ ...accuracy, band: { lower: [1], upper: [2] } }] }),
      'lines: series "spiking": band.lower.length is 1; give 5 values, one for each y.',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(ValidationError);
    expect(draw).toThrow(message);
  });
});

describe('bars', () => {
  it('draws heights in proportion to values, with the values written above', () => {
    const svg = bars({
      yLabel: 'energy (nJ)',
      bars: [
        { label: 'CPU', value: 8610, error: 400 },
        { label: 'chip', value: 4305 },
      ],
    });
    const heights = [...parsed(svg).querySelectorAll('[aria-label="bar"] rect')].map(rect => Number(rect.getAttribute('height')));
    expect(heights).toHaveLength(2);
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2, 1);
    expect(texts(svg)).toEqual(expect.arrayContaining(['energy (nJ)', 'CPU', 'chip', '8,610', '4,305']));
    expect(isSafeAndWellFormed(svg)).toBe(true);
  });

  it('gives every group a colour and a place in the legend', () => {
    const names = ['dense', 'conv'];
    const svg = bars({ bars: names.flatMap(label => ['reference', 'tfjs'].map((group, i) => ({ label, group, value: 90 - i }))) });
    const fills = [...parsed(svg).querySelectorAll('[aria-label="bar"] rect')].map(bar => colorOf(bar, 'fill'));
    expect(new Set(fills).size).toBe(2);
    expect(texts(svg)).toEqual(expect.arrayContaining(['reference', 'tfjs', 'dense', 'conv']));
  });

  it('shortens and slants labels that do not fit', () => {
    const label = 'a convolution with a very long name indeed';
    const svg = bars({ bars: Array.from({ length: 9 }, (_, i) => ({ label: `${label} ${i}`, value: i - 4 })) });
    expect(texts(svg).some(text => text.endsWith('…'))).toBe(true);
    expect(svg).toContain('rotate(-35)');
    expect(svg).toContain(`${label} 8: 4.`);
  });

  it.each<[string, () => string, string]>([
    ['no bars', () => bars({ bars: [] }), 'bars: bars is empty; give at least one bar.'],
    [
      'a value that is not finite',
      () => bars({ bars: [{ label: 'a', value: Number.NaN }] }),
      'bars: bar 0 (a): value is NaN; give a finite number.',
    ],
    [
      'a negative error',
      () => bars({ bars: [{ label: 'a', value: 1, error: -1 }] }),
      'bars: bar 0 (a): error is -1; give a finite number of 0 or more.',
    ],
    [
      'two bars of a name',
      () =>
        bars({
          bars: [
            { label: 'a', value: 1 },
            { label: 'a', value: 2 },
          ],
        }),
      'bars: bar 1 (a): its name is "a"; give every bar a name of its own.',
    ],
    [
      'a group on some bars only',
      () =>
        bars({
          bars: [
            { label: 'a', value: 1, group: 'g' },
            { label: 'b', value: 2 },
          ],
        }),
      'bars: bar 1 (b): group is undefined; give a group to every bar or to none.',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(ValidationError);
    expect(draw).toThrow(message);
  });
});

describe('charts', () => {
  it('are the same every time, whatever was drawn in between', () => {
    const draw = () => lines({ title: 'x', series: [{ label: 'a', x: [1, 2], y: [1, 3], band: { lower: [0, 1], upper: [2, 4] } }] });
    const first = draw();
    bars({ bars: [{ label: 'a', value: 1 }] });
    expect(draw()).toBe(first);
    expect(first).not.toMatch(/\sid=/);
  });
});
