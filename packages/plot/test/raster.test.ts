import { ValidationError } from '@rheobase/core';
import type { Samples } from '@rheobase/data';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Population, raster } from '../src/index.js';
import { isSafeAndWellFormed, parsed, random, samples, texts } from './drawing.js';

function scattered(steps: number, size: number, count: number): Samples {
  const next = random(7);
  const data = new Float32Array(steps * size);
  for (let placed = 0; placed < count; ) {
    const at = Math.floor(next() * data.length);
    if (data[at] !== 0) continue;
    data[at] = 1000;
    placed += 1;
  }
  return { shape: [1, steps, size], data };
}

function spikePaths(svg: string): { stroke: string; d: string; transform: string }[] {
  return [...parsed(svg).querySelectorAll('path')]
    .filter(path => path.getAttribute('transform')?.includes('scale'))
    .map(path => ({
      stroke: path.getAttribute('stroke') ?? '',
      d: path.getAttribute('d') ?? '',
      transform: path.getAttribute('transform') ?? '',
    }));
}

function decoded(d: string): Set<string> {
  const found = new Set<string>();
  let [x, y] = [0, 0];
  for (const [, command = '', first = '0', second = '0'] of d.matchAll(/([Mmh])(-?\d+)(?: (-?\d+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Number(second)];
    else if (command === 'm') [x, y] = [x + Number(first), y + Number(second)];
    else {
      found.add(`${x},${y}`);
      x += Number(first);
    }
  }
  return found;
}

describe('raster', () => {
  it('stays below 50 KB for 60 neurons and 3,250 spikes at any length of run', () => {
    for (const steps of [100, 1000, 3000, 20000]) expect(raster(scattered(steps, 60, 3250), { dt: 0.001 }).length).toBeLessThan(50_000);
  });

  it('draws one path that holds exactly the spikes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 400, max: 900 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
        (size, steps, stream) => {
          const given = samples([1, steps, size], () => (stream.next().value === 0 ? 1 : 0));
          const expected = new Set<string>();
          given.data.forEach((value, i) => {
            if (value !== 0) expected.add(`${Math.floor(i / size)},${i % size}`);
          });
          const [path, ...more] = spikePaths(raster(given, { width: 400 }));
          expect(more).toEqual([]);
          expect(decoded(path?.d ?? '')).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('places a spike at its time in pixels where steps are wide', () => {
    const svg = raster(
      samples([1, 10, 1], (_, step) => (step === 5 ? 1 : 0)),
      { width: 640, dt: 0.1 },
    );
    const { d = '', transform = '' } = spikePaths(svg)[0] ?? {};
    const [, left = 0] = /translate\((\S+)/.exec(transform) ?? [];
    const [, scale = 0] = /scale\((\S+)/.exec(transform) ?? [];
    const [, x = 0] = /^M(\d+)/.exec(d) ?? [];
    const plotWidth = 640 - Number(left) - 14;
    expect(Number(left) + Number(scale) * Number(x)).toBeCloseTo(Number(left) + plotWidth / 2, 6);
  });

  it('bounds the size of very long runs and keeps a mark for every spike that can be told apart', () => {
    const svg = raster(samples([1, 400_000, 2], () => 1));
    expect(svg.length).toBeLessThan(100_000);
    expect(decoded(spikePaths(svg)[0]?.d ?? '').size).toBeGreaterThan(2 * 4000);
  });

  it('shows the chosen neurons of the chosen batch item in the order given', () => {
    const given = samples([2, 500, 6], (batch, step, neuron) => (batch === 1 && step === 10 * neuron ? 1 : 0));
    const svg = raster(given, { batch: 1, neurons: [4, 2] });
    expect(decoded(spikePaths(svg)[0]?.d ?? '')).toEqual(new Set(['40,0', '20,1']));
    expect(texts(svg).slice(0, 2)).toEqual(['4', '2']);
  });

  it('stacks populations, each with a path, a colour and its label', () => {
    const one = samples([1, 50, 3], () => 1);
    const svg = raster([
      { label: 'input', samples: one },
      { label: '<output>', samples: one, neurons: [2] },
    ]);
    const paths = spikePaths(svg);
    expect(paths).toHaveLength(2);
    expect(new Set(paths.map(path => path.stroke)).size).toBe(2);
    expect(texts(svg)).toEqual(expect.arrayContaining(['input', '<output>']));
    expect(parsed(svg).querySelector('desc')?.textContent).toBe('Spike raster: 200 spikes of 4 neurons in 50 steps.');
  });

  it('is an accessible, well-formed document without ids and the same every time', () => {
    const given = scattered(200, 20, 100);
    const svg = raster(given, { dt: 0.001, title: 'A & <B>' });
    const root = parsed(svg);
    expect(root.getAttribute('role')).toBe('img');
    expect(root.getAttribute('aria-label')).toBe('A & <B>');
    expect(root.querySelector('title')?.textContent).toBe('A & <B>');
    expect(svg).not.toMatch(/\sid=/);
    expect(isSafeAndWellFormed(svg)).toBe(true);
    expect(raster(given, { dt: 0.001, title: 'A & <B>' })).toBe(svg);
  });

  it('draws a silent population', () => {
    const svg = raster(samples([1, 10, 2], () => 0));
    expect(svg).toContain('0 spikes of 2 neurons');
    expect(isSafeAndWellFormed(svg)).toBe(true);
  });

  it.each<[string, () => string, string]>([
    [
      'an unknown neuron',
      () => raster(scattered(10, 60, 5), { neurons: [3, 70] }),
      'raster: samples: neurons[1] is 70; give a whole number from 0 to 59.',
    ],
    [
      'no neuron',
      () => raster(scattered(10, 6, 5), { neurons: [] }),
      'raster: samples: neurons is empty; give at least one neuron to show.',
    ],
    ['an unknown batch item', () => raster(scattered(10, 6, 5), { batch: 1 }), 'raster: batch is 1; give 0, the only one there is.'],
    ['no population', () => raster([] satisfies Population[]), 'raster: the list of populations is empty; give at least one population.'],
    [
      'a population that is none',
      () => String(Reflect.apply(raster, undefined, [[null]])),
      'raster: population 0: options go by name, as in { label: … }, but null was given',
    ],
    [
      'a shape that is not one',
      () => raster({ shape: [1, 0, 4], data: new Float32Array(0) }),
      'raster: samples.shape is [1, 0, 4]; give three whole numbers above 0: batch, steps, size.',
    ],
    [
      'data that do not fill the shape',
      () => raster({ shape: [1, 2, 3], data: new Float32Array(5) }),
      'raster: samples.data.length is 5; give 6 values, the product of the shape [1, 2, 3].',
    ],
    [
      'samples that are not finite',
      () => raster(samples([1, 4, 2], (_, step, neuron) => (step === 3 && neuron === 1 ? Number.NaN : 0))),
      'raster: samples: neuron 1 at step 3 is NaN; give finite samples, 0 where there is no spike.',
    ],
    [
      'labels that do not match',
      () => raster(scattered(10, 6, 5), { labels: ['a'] }),
      'raster: labels.length is 1; give one label for each of the 6 neurons shown.',
    ],
    ['a time step of 0', () => raster(scattered(10, 6, 5), { dt: 0 }), 'raster: dt is 0; give the seconds a step takes, a number above 0.'],
    ['a width of NaN', () => raster(scattered(10, 6, 5), { width: Number.NaN }), 'raster: width is NaN; give pixels from 160 to 8000.'],
    [
      'populations of unequal length',
      () =>
        raster([
          { label: 'a', samples: scattered(10, 6, 5) },
          { label: 'b', samples: scattered(11, 6, 5) },
        ]),
      'raster: population 1 (b): the number of steps is 11; give 10 steps, as many as population 0 has.',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(ValidationError);
    expect(draw).toThrow(message);
  });
});
