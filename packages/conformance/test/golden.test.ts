import { samplesOf } from '@rheobase/data';
import { describe, expect, it } from 'vitest';
import type { GoldenSuite } from '../src/index.js';
import { fileLines, firstDeparture, type GoldenProbe, goldenSimulation, recordedSteps, runGolden, summary } from '../src/index.js';

const probe = (expected: readonly number[], more: Partial<GoldenProbe> = {}): GoldenProbe => ({
  probe: {
    path: 'p',
    target: { path: 'a', port: 'neurons', attribute: 'output', slice: null },
    size: 1,
    decoders: null,
    solve: null,
    synapse: null,
    sampleEvery: null,
    keep: null,
  },
  expected: { count: expected.length, width: 1, data: expected },
  spike: null,
  ...more,
});

const tolerance = { atol: 1e-9, rtol: 1e-9, spikes: 'exact' } as const;
const compare = (got: readonly number[], golden: GoldenProbe, steps = got.length, dt = 0.001) =>
  firstDeparture(golden, samplesOf([1, got.length, 1], got), { dt, steps, tolerance });

describe('a probe agrees with its file', () => {
  it('within atol + rtol |expected|, and not beyond', () => {
    expect(compare([1, 1000 + 0.9e-6], probe([1, 1000]))).toBeNull();
    expect(compare([1, 1000 + 1.1e-6], probe([1, 1000]))).toMatchObject({ object: 'a', probe: 'p (neurons output)', element: 0, at: 2 });
    expect(compare([Number.NaN], probe([1]))).toMatchObject({ got: Number.NaN, expected: 1 });
  });

  it('with the same spikes in every step, however wide the tolerance', () => {
    const wide = { dt: 0.001, steps: 2, tolerance: { atol: 1e9, rtol: 0, spikes: 'exact' } } as const;
    const one = probe([0, 500], { spike: 0.5 });
    expect(firstDeparture(one, samplesOf([1, 2, 1], [0, 500]), wide)).toBeNull();
    expect(firstDeparture(one, samplesOf([1, 2, 1], [500, 0]), wide)).toMatchObject({ at: 1, got: 500, expected: 0 });
    expect(firstDeparture(probe([0, 500]), samplesOf([1, 2, 1], [500, 0]), wide)).toBeNull();
  });

  it('and the step named is that of the record', () => {
    const sampled = probe([1, 2, 3]);
    const golden = { ...sampled, probe: { ...sampled.probe, sampleEvery: 0.0025 } };
    expect(recordedSteps(8, 0.001, 0.0025)).toEqual([3, 5, 8]);
    expect(compare([1, 2, 4], golden, 8)).toMatchObject({ at: 8, got: 4, expected: 3 });
    expect(compare([1, 2], golden, 8)).toMatchObject({ probe: 'p (neurons output), number of records', got: 2, expected: 3 });
    expect(compare([1, 2, 3], golden, 9)).toBeNull();
    expect(compare([1, 2, 3], golden, 10)).toMatchObject({ probe: 'p (neurons output), number of records in the file' });
  });
});

const file = (changes: object): unknown => ({
  format: 1,
  kind: 'simulation',
  name: 'x',
  dt: 0.001,
  steps: 1,
  nodes: [{ id: 'node0', size_in: 0, size_out: 2, output: { kind: 'constant', value: [1, 2] } }],
  ensembles: [],
  connections: [],
  probes: [
    {
      id: 'probe0',
      target: { id: 'node0', port: 'node', attr: 'output', slice: null },
      synapse: null,
      sample_every: null,
      expected: [[1, 2]],
    },
  ],
  tolerance: { atol: 0, rtol: 0, spikes: 'exact' },
  ...changes,
});

describe('a golden file that is wrong is refused by place', () => {
  it.each<[string, object, RegExp]>([
    ['its format', { format: 2 }, /x\.json\.format must be 1, but is 2/],
    [
      'a kind of node',
      { nodes: [{ id: 'n', size_in: 0, size_out: 1, output: { kind: 'dice' } }] },
      /nodes\[0\]\.output\.kind must be one of/,
    ],
    [
      'numbers that are none',
      { probes: [{ id: 'p', target: { id: 'node0', port: 'node', attr: 'output' }, expected: [['a', 'b']] }] },
      /expected/,
    ],
    ['a probe of nothing', { probes: [{ id: 'p', target: { id: 'node7', port: 'node', attr: 'output' }, expected: [[1]] }] }, /node7/],
    ['missing steps', { steps: undefined }, /x\.json\.steps must be a number, but is missing/],
  ])('%s', (_what, changes, message) => {
    expect(() => goldenSimulation(file(changes), 'x.json')).toThrow(message);
  });

  it('and one that is right is a Model of the same objects', () => {
    const { model, steps, probes } = goldenSimulation(file({}), 'x.json');
    expect({ nodes: model.nodes.map(({ path }) => path), steps, expected: probes[0]?.expected.data }).toEqual({
      nodes: ['node0'],
      steps: 1,
      expected: [1, 2],
    });
  });
});

describe('the functions of the format', () => {
  it('round halves to the even number', () => {
    const fn = (time: number) => {
      const node = { id: 'node0', size_in: 1, size_out: 1, output: { kind: 'function', function: 'running_index' } };
      const record = goldenSimulation(file({ nodes: [node], probes: [] }), 'x.json').model.nodes[0]?.record;
      return record?.type === 'function' && record.function.type === 'host'
        ? record.function.implementation?.(time, Float64Array.of(10))
        : null;
    };
    expect([0.0005, 0.0015, 0.0025, 0.0014, 0.0016].map(time => fn(time))).toEqual(
      [[10], [30], [30], [20], [30]].map(x => Float64Array.from(x)),
    );
  });
});

describe('the runner', () => {
  const suite = (id: string, claims: boolean, results: Awaited<ReturnType<GoldenSuite['run']>> = []): GoldenSuite => ({
    id,
    matches: () => claims,
    run: async () => results,
  });
  const one = [{ path: 'a.json', read: () => ({}) }];
  const said = async (suites: readonly GoldenSuite[]) => {
    const report = await runGolden(one, suites);
    return [...report.files.flatMap(fileLines), summary(report)];
  };

  it('counts cases, and tells reasons and every departure', async () => {
    const failure = { object: 'a', probe: 'p', element: 2, at: 7, got: 1, expected: 2 };
    const cases = suite('x', true, [
      { name: 'first', status: 'passed' },
      { name: 'second', status: 'skipped', reason: 'no time' },
      { name: 'third', status: 'failed', failure, more: [{ object: 'gain', at: 3, got: 0, expected: 1 }] },
    ]);
    expect(await said([suite('y', false), cases])).toEqual([
      'SKIPPED a.json: second: no time',
      'FAILED a.json: third: a, probe p[2], step 7: got 1, expected 2',
      'FAILED a.json: third: gain, place 3: got 0, expected 1',
      '1 passed, 1 failed, 1 skipped',
    ]);
  });

  it('takes no claim, two claims and no case as failures', async () => {
    expect(await said([suite('y', false)])).toEqual([
      'FAILED a.json: no suite claims this file; there are y',
      '0 passed, 1 failed, 0 skipped',
    ]);
    expect((await said([suite('x', true), suite('y', true)]))[0]).toBe('FAILED a.json: more than one suite claims this file: x, y');
    expect((await said([suite('x', true)]))[0]).toBe('FAILED a.json: suite x found no case in this file');
  });
});
