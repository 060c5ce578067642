import * as os from 'node:os';
import { build } from '@rheobase/build';
import { describeBackend } from '@rheobase/conformance';
import { lowpass, Network, SimulationError } from '@rheobase/core';
import { type Samples, samplesOf } from '@rheobase/data';
import { hashModel, type Model } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type SimulateOptions, type Simulation } from '@rheobase/runtime';
import { describe, expect, it, test } from 'vitest';
import { wasm } from '../src/index.js';
import { apart, channel, hosted, learning, noisy } from './threads-networks.js';

const STEPS = 60;

interface Setting {
  readonly batch: number;
  readonly threads: number;
  readonly precision?: SimulateOptions['precision'];
}

const given = (batch: number, size: number): Samples =>
  samplesOf(
    [batch, STEPS, size],
    Float64Array.from({ length: batch * STEPS * size }, (_, i) => 0.9 * Math.sin(0.07 * i + Math.floor(i / 50))),
  );

async function simulate(model: Model, { batch, threads, precision = 'float64' }: Setting, told: string[] = []): Promise<Simulation> {
  const runtime = await createRuntime(wasm(), { warn: message => told.push(message) });
  const inputs = Object.fromEntries(
    model.nodes.flatMap(({ path, record }) => (record.type === 'input' ? [[path, given(batch, record.size)]] : [])),
  );
  return runtime.simulate(model, { backend: 'wasm', inputs, batch, threads, precision, seed: 4 });
}

const records = (simulation: Simulation, model: Model): ReadonlyMap<string, Float64Array> =>
  new Map(model.probes.map(({ path }) => [path, Float64Array.from(simulation.data(path).data)]));

/** As many of the last records of a simulation as another has. */
const ends = (simulation: Simulation, model: Model, other: Simulation): ReadonlyMap<string, Float64Array> =>
  new Map(
    model.probes.map(({ path }) => {
      const { shape, data } = simulation.data(path);
      const [batch, all, size] = shape;
      const few = other.data(path).shape[1];
      const items = Array.from({ length: batch }, (_, item) => data.slice(((item + 1) * all - few) * size, (item + 1) * all * size));
      return [path, Float64Array.from(items.flatMap(values => Array.from(values)))];
    }),
  );

async function run(model: Model, setting: Setting, told?: string[]) {
  using simulation = await simulate(model, setting, told);
  await simulation.runSteps(23);
  await simulation.runSteps(STEPS - 23);
  const models = Array.from({ length: setting.batch }, (_, item) => hashModel(simulation.toModel(item)));
  return { records: records(simulation, model), models };
}

const networks: readonly (readonly [string, () => Network])[] = [
  ['that hangs together', channel],
  ['of independent parts', apart],
  ['with random draws', noisy],
  ['that learns', learning],
  ['with a function of the user', hosted],
];

describe('the number of threads changes no bit', () => {
  for (const [name, make] of networks) {
    for (const precision of ['float64', 'float32'] as const) {
      test(`of a network ${name}, ${precision}`, async () => {
        const model = await build(make());
        for (const batch of [1, 2, 5, 7]) {
          const expected = await run(model, { batch, threads: 1, precision });
          expect(Array.from(expected.records.values()).some(values => values.some(value => value !== 0))).toBe(true);
          for (const threads of [2, 3]) expect(await run(model, { batch, threads, precision }), `${threads}, ${batch}`).toEqual(expected);
        }
      });
    }
  }
});

describe('a snapshot', () => {
  for (const [name, make] of networks) {
    for (const precision of ['float64', 'float32'] as const) {
      test(`is the same, and goes on, with any number of threads: a network ${name}, ${precision}`, async () => {
        const model = await build(make());
        for (const batch of [1, 5]) {
          const states: Uint8Array[] = [];
          const expected: unknown[] = [];
          for (const threads of [1, 2, 3]) {
            using whole = await simulate(model, { batch, threads, precision });
            await whole.runSteps(23);
            states.push(whole.snapshot());
            await whole.runSteps(STEPS - 23);
            expected.push([whole.snapshot(), hashModel(whole.toModel(batch - 1))]);
          }
          expect(states).toEqual([states[0], states[0], states[0]]);
          for (const threads of [1, 2, 3]) {
            using other = await simulate(model, { batch, threads, precision });
            other.restore(states[0] ?? new Uint8Array(0));
            await other.runSteps(STEPS - 23);
            expect([other.snapshot(), hashModel(other.toModel(batch - 1))]).toEqual(expected[0]);
          }
        }
      });
    }
  }
});

test('a snapshot tells objects apart whatever their labels', async () => {
  const net = new Network({ seed: 1 });
  const drive = net.constant([0.7]);
  for (const label of ['a', 'events of a', 'events:a', 'signal:a', 'streams of a']) {
    const ensemble = net.ensemble(9, 1, { label });
    net.connect(drive, ensemble);
    net.connect(ensemble, net.passthrough(1), { synapse: lowpass(0.01) });
    net.probe(ensemble.neurons);
  }
  const model = await build(net);
  using simulation = await simulate(model, { batch: 2, threads: 1 });
  await simulation.runSteps(STEPS / 2);
  const state = simulation.snapshot();
  simulation.restore(state);
  expect(simulation.snapshot()).toEqual(state);
});

test('a snapshot goes on from bytes of a file, which Node shares among buffers', async () => {
  const model = await build(channel());
  using simulation = await simulate(model, { batch: 1, threads: 1 });
  const state = simulation.snapshot();
  await simulation.runSteps(3);
  simulation.restore(Buffer.concat([Buffer.alloc(16), state]).subarray(16));
  expect(simulation.snapshot()).toEqual(state);
});

describe('a simulation on two threads', () => {
  const settings = [
    ['items', channel, { batch: 3, threads: 2 }],
    ['parts of the network', apart, { batch: 1, threads: 2 }],
    ['parts beside a function of the user', hosted, { batch: 2, threads: 2 }],
    ['items that learn', learning, { batch: 3, threads: 2 }],
  ] as const;

  for (const [name, make, setting] of settings) {
    test(`goes on from a snapshot, and from a reset: ${name}`, async () => {
      const model = await build(make());
      using one = await simulate(model, setting);
      await one.runSteps(20);
      const state = one.snapshot();
      await one.runSteps(STEPS - 20);
      const expected = [records(one, model), hashModel(one.toModel())];
      using two = await simulate(model, setting);
      await two.runSteps(20);
      const begun = records(two, model);
      await two.runSteps(7);
      two.reset();
      await two.runSteps(20);
      expect(records(two, model)).toEqual(begun);
      await two.runSteps(10);
      two.reset();
      two.restore(state);
      await two.runSteps(STEPS - 20);
      expect([records(two, model), hashModel(two.toModel())]).toEqual([ends(one, model, two), expected[1]]);
      one.reset();
      await one.runSteps(STEPS);
      expect([records(one, model), hashModel(one.toModel())]).toEqual(expected);
    });
  }

  test('refuses snapshots of another batch, of another precision and of nothing', async () => {
    const model = await build(channel());
    using simulation = await simulate(model, { batch: 4, threads: 2 });
    for (const other of [
      { batch: 2, threads: 2 },
      { batch: 4, threads: 2, precision: 'float32' as const },
    ]) {
      using another = await simulate(model, other);
      expect(() => simulation.restore(another.snapshot())).toThrow('another precision or another batch');
    }
    expect(() => simulation.restore(new Uint8Array(9))).toThrow(SimulationError);
  });

  test('says what keeps the work on one thread, once', async () => {
    const told: string[] = [];
    using simulation = await simulate(await build(hosted()), { batch: 2, threads: 2 }, told);
    await simulation.runSteps(3);
    expect(told).toEqual([expect.stringMatching(/threads: 2 asked for, but turn runs on the host.*give its values as an input/)]);
    told.length = 0;
    using _whole = await simulate(await build(channel()), { batch: 1, threads: 2 }, told);
    expect(told).toEqual([expect.stringMatching(/no part of this network is independent.*several items/)]);
    told.length = 0;
    using _shared = await simulate(await build(channel()), { batch: 2, threads: 2 }, told);
    using _apart = await simulate(await build(apart()), { batch: 1, threads: 2 }, told);
    expect(told).toEqual([]);
  });

  test.each([
    1e8,
    2 ** 31,
    2 ** 53,
    1e300,
  ])('is as any other where %d threads are asked for, which are no more than there is work', async threads => {
    const model = await build(apart());
    const told: string[] = [];
    const most = `${threads} asked for, but ${Math.max(64, os.availableParallelism())} at most are of use`;
    for (const batch of [1, 2]) expect(await run(model, { batch, threads }, told)).toEqual(await run(model, { batch, threads: 1 }));
    expect(told).toEqual([expect.stringContaining(most), expect.stringContaining(most)]);
  });

  test('starts no more than can be of use, however many items there are', async () => {
    const told: string[] = [];
    const most = Math.max(64, os.availableParallelism());
    using many = await simulate(await build(channel()), { batch: most + 1, threads: most + 1 }, told);
    expect(told).toEqual([expect.stringContaining(`${most + 1} asked for, but ${most} at most are of use`)]);
    expect(many.step).toBe(0);
  });

  test('ends its workers also where who is told of activity fails', async () => {
    const runtime = await createRuntime(
      wasm({
        activity: () => {
          throw new Error('no activity, please');
        },
      }),
    );
    const model = await build(apart());
    for (const threads of [1, 2]) {
      const simulation = await runtime.simulate(model, { threads, inputs: { in: given(1, 2), unread: given(1, 1) } });
      await simulation.runSteps(3);
      expect(() => simulation[Symbol.dispose]()).toThrow('no activity, please');
      await expect(simulation.runSteps(1)).rejects.toThrow('disposed of');
    }
  });

  test('goes on after a function of the user failed, from a reset', async () => {
    const model = await build(hosted(true));
    using simulation = await simulate(model, { batch: 2, threads: 2 });
    await expect(simulation.runSteps(STEPS)).rejects.toThrow('no further');
    simulation.reset();
    await simulation.runSteps(20);
    using other = await simulate(await build(hosted()), { batch: 2, threads: 1 });
    await other.runSteps(20);
    expect(records(simulation, model)).toEqual(records(other, model));
  });
});

describeBackend({ backend: 'wasm', plugins: () => [reference(), wasm()], threads: 2 }, { describe, it });
describeBackend({ backend: 'wasm', plugins: () => [reference(), wasm()], threads: 2, precision: 'float32' }, { describe, it });
