import type { Samples } from '@rheobase/data';
import { build, createRuntime, Network, type Samples as Recorded, reference, samplesOf } from 'rheobase';
import { describe, expect, it } from 'vitest';
import { raster, traces } from '../src/index.js';
import { TICK_SIZE } from '../src/svg/figure.js';
import { textWidth } from '../src/svg/text-width.js';
import { parsed, samples, texts } from './drawing.js';

/** What probes of a ramp record in 10 s: the last half second, every 10 ms, every 2.5 ms, and everything. */
async function ramp(): Promise<Readonly<Record<'kept' | 'sampled' | 'uneven' | 'all', Recorded>>> {
  const net = new Network();
  const node = net.function(time => [time], 0, 1, { label: 'ramp' });
  net.probe(node, { label: 'kept', keep: 500 });
  net.probe(node, { label: 'sampled', sampleEvery: 0.01 });
  net.probe(node, { label: 'uneven', sampleEvery: 0.0025, keep: 5 });
  net.probe(node, { label: 'all' });
  await using runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(await build(net));
  await simulation.run(10);
  const [kept, sampled, uneven, all] = ['kept', 'sampled', 'uneven', 'all'].map(path => simulation.data(path));
  if (!kept || !sampled || !uneven || !all) throw new Error('a probe is missing');
  return { kept, sampled, uneven, all };
}

const recorded = await ramp();

/** The numbers that are written at the axes. */
const numbers = (svg: string): readonly number[] =>
  texts(svg)
    .map(text => Number(text.replace(/,/g, '').replace('−', '-')))
    .filter(Number.isFinite);

const about = (svg: string): string => parsed(svg).querySelector('desc')?.textContent ?? '';

/** Where marks of each path begin and end, as parts of the plot's width, first to last. */
function marks(svg: string, width: number): readonly (readonly number[])[] {
  return [...parsed(svg).querySelectorAll('path')].flatMap(path => {
    const transform = path.getAttribute('transform') ?? '';
    const [, left] = /translate\((\S+)/.exec(transform) ?? [];
    const [, scale] = /scale\((\S+)/.exec(transform) ?? [];
    if (left === undefined || scale === undefined) return [];
    let at = 0;
    const found: number[] = [];
    for (const [, kind, x, , dash] of (path.getAttribute('d') ?? '').matchAll(/([Mm])(-?\d+) (-?\d+)h(\d+)/g)) {
      at = kind === 'M' ? Number(x) : at + Number(x);
      found.push((at * Number(scale)) / (width - Number(left) - 14));
      at += Number(dash);
    }
    return [found];
  });
}

describe('the horizontal axis of traces', () => {
  it('of a probe that keeps the last half second of ten goes from 9.5 to 10 s', () => {
    const svg = traces({ ...recorded.kept, data: recorded.kept.data.map((_, k) => (k % 10) / 10) }, { width: 640 });
    expect(about(svg)).toBe('Traces of 1 element over 0.5 s, values from 0 to 0.9.');
    expect(texts(svg)).toContain('time (s)');
    expect(numbers(svg).filter(value => value > 1)).toEqual([9.5, 9.6, 9.7, 9.8, 9.9, 10]);
  });

  it('is the same where dt is given as well, as it says how long a step is, not when it was', () => {
    expect(traces(recorded.kept, { dt: 0.001 })).toBe(traces(recorded.kept));
    expect(traces(recorded.sampled, { dt: 0.001 })).toBe(traces(recorded.sampled));
  });

  it('of a probe that samples every 10 ms goes from 0 to 10 s', () => {
    expect(about(traces(recorded.sampled))).toContain('over 10 s');
    expect(numbers(traces(recorded.sampled))).toEqual(expect.arrayContaining([0, 2, 4, 6, 8, 10]));
  });

  it('of a whole run is that of dt, to the letter', () => {
    const { shape, data } = recorded.all;
    expect(traces(recorded.all)).toBe(traces({ shape, data }, { dt: 0.001 }));
  });

  it('goes by an option where that says otherwise', () => {
    const { shape, data } = recorded.kept;
    expect(traces(recorded.kept, { times: null })).toBe(traces({ shape, data }));
    expect(traces(recorded.kept, { times: null, dt: 0.001 })).toBe(traces({ shape, data }, { dt: 0.001 }));
    const later = Float64Array.from({ length: 500 }, (_, k) => 100 + (k + 1) * 0.002);
    const svg = traces(recorded.kept, { times: later });
    expect(about(svg)).toContain('over 1 s');
    expect(numbers(svg)).toEqual(expect.arrayContaining([100, 101]));
  });

  it('shows a single record at its time', () => {
    expect(numbers(traces(samplesOf([1, 1, 1], [3], Float64Array.of(4)), { dt: 0.001 }))).toContain(4);
  });

  it('says what to do where a restored simulation went back', async () => {
    const net = new Network();
    net.probe(
      net.function(time => [time], 0, 1, { label: 'ramp' }),
      { label: 'out' },
    );
    await using runtime = await createRuntime(reference());
    using simulation = await runtime.simulate(await build(net));
    const before = simulation.snapshot();
    await simulation.runSteps(5);
    simulation.restore(before);
    await simulation.runSteps(5);
    const twice = simulation.data('out');
    expect(() => traces(twice)).toThrow(
      /times\[5\] is 0\.001; give .*, or times: null to count steps; after a restore, call clearProbes\(\)\./,
    );
    expect(about(traces(twice, { times: null }))).toContain('over 10 steps');
    simulation.restore(before);
    simulation.clearProbes();
    await simulation.runSteps(5);
    expect(about(traces(simulation.data('out')))).toContain('over 0.005 s');
  });

  it.each<[string, () => string, string]>([
    ['too few', () => traces(recorded.kept, { times: [1, 2] }), 'traces: times.length is 2; give 500 times in s, one for each step.'],
    [
      'times that stand still',
      () => traces({ ...samples([1, 3, 1], () => 1), times: Float64Array.of(1, 2, 2) }),
      'traces: samples.times[2] is 2',
    ],
    [
      'NaN',
      () =>
        traces(
          samples([1, 2, 1], () => 1),
          { times: [1, Number.NaN] },
        ),
      'traces: times[1] is NaN',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(message);
  });
});

describe('the horizontal axis of a raster', () => {
  /** A spike in the steps that are whole halves of a second. */
  const spikes = ({ shape, data, times }: Recorded): Samples => ({
    shape,
    data: Float64Array.from(data, time => (Math.abs(2 * time - Math.round(2 * time)) < 1e-9 ? 1 : 0)),
    ...(times === undefined ? {} : { times }),
  });

  it('of a probe that keeps the last half second of ten goes from 9.5 to 10 s', () => {
    const svg = raster(spikes(recorded.kept), { width: 640 });
    expect(about(svg)).toBe('Spike raster: 1 spikes of 1 neurons in 0.5 s.');
    expect(texts(svg)).toEqual(expect.arrayContaining(['9.5', '10.0', 'time (s)']));
    expect(marks(svg, 640)[0]?.[0]).toBeCloseTo(0.998, 6);
  });

  it('of a whole run is that of dt, to the letter', () => {
    const { shape, data, times } = spikes(recorded.all);
    expect(raster(times === undefined ? { shape, data } : { shape, data, times })).toBe(raster({ shape, data }, { dt: 0.001 }));
    expect(raster({ shape, data, ...(times === undefined ? {} : { times }) }, { times: null })).toBe(raster({ shape, data }));
  });

  it('is shared by populations of unequal length, each at its times', () => {
    const svg = raster(
      [
        { label: 'all', samples: spikes(recorded.all) },
        { label: 'kept', samples: spikes(recorded.kept) },
        { label: 'sampled', samples: spikes(recorded.sampled) },
        { label: 'uneven', samples: { ...spikes(recorded.uneven), data: new Float64Array(5).fill(1) } },
      ],
      { width: 8000 },
    );
    expect(about(svg)).toBe('Spike raster: 46 spikes of 4 neurons in 10 s.');
    const [all = [], kept = [], sampled = [], uneven = []] = marks(svg, 8000);
    all.forEach((at, k) => {
      expect(at).toBeCloseTo((0.5 * (k + 1)) / 10, 3);
    });
    expect(all).toHaveLength(20);
    expect(kept).toEqual(all.slice(-1));
    expect(sampled).toEqual(all);
    expect(recorded.uneven.times).toEqual(Float64Array.from([9990, 9993, 9995, 9998, 10_000], step => step * 0.001));
    uneven.forEach((at, k) => {
      expect(at).toBeCloseTo((recorded.uneven.times?.[k] ?? 0) / 10, 3);
    });
  });

  it('places records of uneven distance at their times', () => {
    const given = { ...spikes(recorded.uneven), data: new Float64Array(5).fill(1) };
    // From 9.988, as records are 2 or 3 ms apart: the cells of 1 ms end at their times.
    expect(marks(raster(given, { width: 640 }), 640)[0]?.map(at => Math.round(at * 12) + 1)).toEqual([2, 5, 7, 10, 12]);
  });

  it('shows a single record at its time, alone and beside others', () => {
    const one = samplesOf([1, 1, 1], [1], Float64Array.of(3));
    expect(about(raster(one))).toBe('Spike raster: 1 spikes of 1 neurons in 0.001 s.');
    const [last] = [...parsed(raster(one, { width: 640 })).querySelectorAll('text')].filter(label => label.textContent === '3.0000');
    expect(Number(last?.getAttribute('x')) + textWidth('3.0000', TICK_SIZE) / 2).toBeLessThan(640);
    const before = samplesOf(
      [1, 500, 1],
      new Float64Array(500),
      Float64Array.from({ length: 500 }, (_, k) => 2.501 + k / 1000),
    );
    const both = raster(
      [
        { label: 'one', samples: one },
        { label: 'before', samples: before },
      ],
      { width: 640 },
    );
    expect(about(both)).toContain('in 0.5 s');
    expect(marks(both, 640)[0]?.[0]).toBeCloseTo(0.998, 6);
  });

  it('takes dt for populations without times beside others, and without any', () => {
    const plain = samples([1, 1000, 1], (_, step) => (step === 499 ? 1 : 0));
    const both = [
      { label: 'all', samples: spikes(recorded.all) },
      { label: 'plain', samples: plain },
    ];
    const [, late] = marks(raster(both, { dt: 0.001, width: 640 }), 640);
    expect(late?.[0]).toBeCloseTo(0.05, 2);
    expect(() => raster(both)).toThrow('raster: population 1 (plain).times is undefined; give times, as other populations have, or dt');
    const short = { label: 'short', samples: samples([1, 500, 1], (_, step) => (step === 499 ? 1 : 0)) };
    const [one, two] = marks(raster([{ label: 'plain', samples: plain }, short], { dt: 0.001, width: 640 }), 640);
    expect(one).toEqual(two);
  });
});
