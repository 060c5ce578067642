import { build } from '@rheobase/build';
import {
  brownNoise,
  defineProcess,
  filteredNoise,
  gaussian,
  type HostFunction,
  type Interpolation,
  linearFilter,
  lowpass,
  Network,
  type ProcessRecord,
  piecewise,
  presentInput,
  uniform,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { runProcess } from '@rheobase/program';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { farthest, observed, rowsOf, simulationOf } from './observed.js';

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return mean(values.map(x => (x - middle) ** 2));
};

/** What a node gives that runs a process, row by row. */
async function given(
  process: ProcessRecord,
  steps: number,
  { size, dt = 0.001, seed = 1 }: { size?: number; dt?: number; seed?: number } = {},
) {
  const net = new Network({ seed });
  const probe = net.probe(net.process(process, size === undefined ? {} : { size }));
  return (await observed(net, steps, { dt })).rows(probe);
}

/** The first elements of what a process gives. */
const line = async (process: ProcessRecord, steps: number, options?: { dt?: number }) =>
  (await given(process, steps, options)).map(row => row[0] ?? Number.NaN);

describe('noise in a node', () => {
  it('is drawn from its distribution, over the root of the step, anew for every step and element', async () => {
    for (const dt of [0.001, 0.004]) {
      const rows = await given(whiteNoise({ distribution: gaussian(0.5, 0.1) }), 4000, { size: 2, dt });
      const scaled = rows.flat().map(x => x * Math.sqrt(dt));
      expect(mean(scaled)).toBeCloseTo(0.5, 2);
      expect(Math.sqrt(variance(scaled))).toBeCloseTo(0.1, 2);
      expect(new Set(scaled).size).toBe(8000);
      const lagged = scaled.slice(2).map((x, k) => (x - 0.5) * ((scaled[k] ?? 0) - 0.5));
      expect(Math.abs(mean(lagged))).toBeLessThan(0.001);
    }
    const raw = (await given(whiteNoise({ distribution: uniform(-1, 3), scale: false }), 2000)).flat();
    expect([Math.min(...raw) >= -1, Math.max(...raw) < 3]).toEqual([true, true]);
  });

  it('of Brownian kind is a walk: its increments have variance dt and its spread grows with time', async () => {
    const rows = await given(brownNoise(), 1000, { size: 60 });
    const steps = rows.slice(1).flatMap((row, n) => row.map((x, i) => x - (rows[n]?.[i] ?? 0)));
    expect(variance(steps) / 0.001).toBeCloseTo(1, 1);
    const [quarter, whole] = [variance([...(rows[249] ?? [])]), variance([...(rows[999] ?? [])])];
    expect(whole / quarter).toBeGreaterThan(2);
    expect(whole).toBeGreaterThan(0.5);
    expect(whole).toBeLessThan(1.8);
  });

  it('through a filter is filtered white noise', async () => {
    const tau = 0.02;
    const found = (await given(filteredNoise({ synapse: lowpass(tau) }), 20_000)).flat().slice(500);
    expect(variance(found) * 2 * tau).toBeGreaterThan(0.8);
    expect(variance(found) * 2 * tau).toBeLessThan(1.2);
  });

  it('follows from seeds: its own, or that of the network by its path; other seeds, other draws', async () => {
    const seeded = async (seed: number, own?: number, ofSimulation = 0) => {
      const net = new Network({ seed });
      const nodes = ['a', 'b'].map(label => net.process(whiteNoise(), own === undefined ? { label } : { label, seed: own }));
      const probes = nodes.map(node => net.probe(node));
      const found = await observed(net, 20, { seed: ofSimulation });
      return probes.map(probe => found.line(probe));
    };
    const [[a1, b1], [a2], [a3], [own, twin], [kept]] = [
      await seeded(1),
      await seeded(1),
      await seeded(2),
      await seeded(1, 9),
      await seeded(2, 9),
    ];
    expect(a2).toEqual(a1);
    expect(a3).not.toEqual(a1);
    expect(b1).not.toEqual(a1);
    expect(twin).toEqual(own);
    expect(kept).toEqual(own);
    const [[kept1], [other]] = [await seeded(1, 9, 1), await seeded(1, undefined, 1)];
    expect(kept1).toEqual(own);
    expect(other).not.toEqual(a1);
  });

  it.each([
    whiteNoise(),
    filteredNoise(),
    brownNoise(),
    whiteSignal({ period: 0.1, high: 100 }),
  ])('starts over after a reset: $type', async process => {
    const net = new Network({ seed: 2 });
    const probe = net.probe(net.process(process, { size: 2 }));
    using simulation = await simulationOf(net);
    await simulation.runSteps(50);
    const first = rowsOf(simulation, probe);
    simulation.reset();
    await simulation.runSteps(50);
    expect(rowsOf(simulation, probe)).toEqual(first);
    await simulation.runSteps(50);
    expect(rowsOf(simulation, probe).slice(50)).not.toEqual(first);
  });
});

describe('a white signal in a node', () => {
  it('has the root mean square that is asked for over its period', async () => {
    for (const rms of [0.1, 0.5, 2]) {
      const values = await line(whiteSignal({ period: 1, high: 60, rms }), 1000);
      expect(Math.sqrt(mean(values.map(x => x * x))) / rms).toBeGreaterThan(0.8);
      expect(Math.sqrt(mean(values.map(x => x * x))) / rms).toBeLessThan(1.2);
      expect(Math.abs(mean(values))).toBeLessThan(1e-9 + 0.01 * rms);
    }
  });

  it('goes on without a jump where its period ends', async () => {
    const values = await line(whiteSignal({ period: 0.5, high: 10 }), 1200);
    expect(farthest(values.slice(0, 700), values.slice(500))).toBeLessThan(1e-12);
    const jumps = values.slice(1).map((x, n) => Math.abs(x - (values[n] ?? 0)));
    expect(Math.max(...jumps.slice(480, 520))).toBeLessThanOrEqual(Math.max(...jumps.slice(0, 480)) * 1.5);
  });

  it('starts closest to the value that is asked for, every element', async () => {
    for (const y0 of [0, -0.4, 0.3]) {
      const first = (await given(whiteSignal({ period: 2, high: 20, y0 }), 1, { size: 5 }))[0] ?? [];
      expect(first).toHaveLength(5);
      for (const x of first) expect(Math.abs(x - y0)).toBeLessThan(0.1);
    }
  });

  it('may reach half of the steps a second and no further', async () => {
    expect((await line(whiteSignal({ period: 0.2, high: 500 }), 20)).every(Number.isFinite)).toBe(true);
    await expect(line(whiteSignal({ period: 0.2, high: 501 }), 20)).rejects.toThrow(/high/);
    await expect(line(whiteSignal({ period: 0.2, high: 500 }), 20, { dt: 0.002 })).rejects.toThrow(/250/);
  });

  it('needs at least one period, and a period', () => {
    expect(() => whiteSignal({ period: 0.1, high: 5 })).toThrow('whiteSignal: high must be at least one period (10 Hz), but 5 was given');
    expect(() => whiteSignal({ period: 0, high: 5 })).toThrow('whiteSignal: period must be a finite number > 0');
  });
});

describe('a process in a node', () => {
  it('presents its rows in turn, each for its time, and starts over', async () => {
    const rows = await given(
      presentInput(
        [
          [1, 0.1],
          [2, 0.2],
          [3, 0.3],
        ],
        0.002,
      ),
      8,
    );
    expect(rows.map(([x]) => x)).toEqual([1, 1, 2, 2, 3, 3, 1, 1]);
    expect(rows[2]).toEqual([2, 0.2]);
  });

  it('gives in step n what is due at the time of that step, dt being the first', async () => {
    const clock = defineProcess({ name: 'clock', version: '1', sizeOut: 1, step: ({ time, out }) => void out.fill(time) });
    for (const dt of [0.001, 0.003]) expect(await line(clock(), 5, { dt })).toEqual([1, 2, 3, 4, 5].map(n => n * dt));
    const { data } = runProcess(clock(), { steps: 5, dt: 0.003 });
    expect(Array.from(data)).toEqual([1, 2, 3, 4, 5].map(n => n * 0.003));
  });

  it('is called with an input of its own: what it writes there changes nothing else', async () => {
    const spoil = defineProcess({
      name: 'spoil',
      version: '1',
      sizeIn: 2,
      sizeOut: 1,
      step: ({ x, out }) => {
        out[0] = (x[0] ?? 0) + (x[1] ?? 0);
        x.fill(99);
      },
    });
    const net = new Network();
    const [source, node, end] = [net.constant([1, 2]), net.process(spoil()), net.passthrough(2)];
    net.connect(source, node, { synapse: null });
    net.connect(source, end, { synapse: null });
    const [sum, value] = [net.probe(node), net.probe(end)];
    const found = await observed(net, 3);
    expect(found.line(sum)).toEqual([3, 3, 3]);
    expect(found.rows(value)).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });
});

describe('a signal in pieces', () => {
  const at = async (process: ProcessRecord, times: readonly number[], dt = 0.05) => {
    const rows = await given(process, Math.round(Math.max(...times) / dt), { dt });
    return times.map(time => rows[Math.round(time / dt) - 1] ?? []);
  };

  it('is zero before its first time and holds each value from its time on', async () => {
    const process = piecewise({ times: [0.5, 1], values: [0.5, -1] });
    expect((await at(process, [0.05, 0.45, 0.5, 0.95, 1, 5])).flat()).toEqual([0, 0, 0.5, 0.5, -1, -1]);
  });

  it('takes rows of several values', async () => {
    const process = piecewise({
      times: [0.1, 0.2],
      values: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
    expect(await at(process, [0.05, 0.1, 0.2])).toEqual([
      [0, 0, 0],
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('takes a function of time, whose value it gives at every step', async () => {
    const process = piecewise({ times: [0.1, 0.5], values: [t => [Math.sin(t)], t => [Math.cos(t)]] });
    const [none, early, late] = await at(process, [0.05, 0.3, 0.8]);
    expect(none).toEqual([0]);
    expect(early?.[0]).toBeCloseTo(Math.sin(0.3), 12);
    expect(late?.[0]).toBeCloseTo(Math.cos(0.8), 12);
  });

  it('takes functions that give several values', async () => {
    const both: HostFunction = t => [t, 2 * t];
    const found = await at(piecewise({ times: [0, 0.5], values: [both, t => [-t, 0]], size: 2 }), [0.25, 0.75]);
    expect(farthest(found.flat(), [0.25, 0.5, -0.75, 0])).toBeLessThan(1e-12);
  });

  it('takes values and functions next to each other', async () => {
    const process = piecewise({ times: [0.1, 0.5, 1], values: [1, t => [t], -2] });
    const found = (await at(process, [0.05, 0.3, 0.75, 1, 1.5])).flat();
    expect(farthest(found, [0, 1, 0.75, -2, -2])).toBeLessThan(1e-12);
  });

  it('takes rows of three values and functions of three next to each other', async () => {
    const process = piecewise({ times: [0.1, 0.5], values: [[1, 2, 3], t => [t, t * t, -t]] });
    const found = (await at(process, [0.3, 1])).flat();
    expect(farthest(found, [1, 2, 3, 1, 1, -1])).toBeLessThan(1e-12);
  });

  it.each<[Interpolation, number, number]>([
    ['linear', 0.25, 0.5],
    ['nearest', 0.2, 0],
    ['nearest', 0.3, 1],
    ['slinear', 0.75, 0.75],
    ['quadratic', 0.5, 1],
    ['cubic', 0.5, 1],
  ])('interpolates its values: %s at %d s is %d', async (interpolation, time, expected) => {
    const process = piecewise({ times: [0, 0.5, 1, 1.5], values: [0, 1, 0.5, 0.25], interpolation });
    expect((await at(process, [time]))[0]?.[0]).toBeCloseTo(expected, 9);
  });

  it('interpolates each element of its rows for itself', async () => {
    const rows = [
      [0, 1],
      [1, -1],
      [0.5, 0],
      [0.25, 4],
    ];
    const one = (k: number) => rows.map(row => row[k] ?? 0);
    for (const interpolation of ['linear', 'cubic'] as const) {
      const times = [0, 0.5, 1, 1.5];
      const both = await at(piecewise({ times, values: rows, interpolation }), [0.2, 0.7, 1.3]);
      for (const k of [0, 1]) {
        const alone = await at(piecewise({ times, values: one(k), interpolation }), [0.2, 0.7, 1.3]);
        expect(both.map(row => row[k])).toEqual(alone.map(([x]) => x));
      }
    }
  });
});

describe('noise of ensembles', () => {
  it('is a process of its own for every ensemble, also where one record serves several', async () => {
    const net = new Network({ seed: 3 });
    const noise = filteredNoise({ synapse: linearFilter({ numerator: [1], denominator: [0.01, 1] }) });
    const currents = ['a', 'b'].map(label =>
      net.probe(net.ensemble(5, 1, { label, encoders: null, gain: 1, bias: 0, noise }).neurons, { attribute: 'current' }),
    );
    const found = await observed(net, 100);
    const [a, b] = currents.map(probe => found.rows(probe).flat());
    expect(new Set([...(a ?? []), ...(b ?? [])]).size).toBe(1000);
  });

  it('is added to the current of every neuron in every step, whatever the process', async () => {
    const net = new Network({ seed: 4 });
    const rows = [
      [1, 2],
      [3, -4],
    ];
    const cells = net.ensemble(2, 1, { encoders: null, gain: 1, bias: [10, 20], noise: presentInput(rows, 0.001) });
    const current = net.probe(cells.neurons, { attribute: 'current' });
    expect((await observed(net, 4)).rows(current)).toEqual([
      [11, 22],
      [13, 16],
      [11, 22],
      [13, 16],
    ]);
  });

  it('follows from the seed of a simulation, which is that of the network unless another is given', async () => {
    const net = new Network({ seed: 5 });
    const probe = net.probe(net.ensemble(5, 1, { noise: whiteNoise() }).neurons, { attribute: 'current' });
    const model = await build(net);
    const runtime = await createRuntime(reference());
    const rows = async (options: { readonly seed?: number }) => {
      using simulation = await runtime.simulate(model, { backend: 'reference', ...options });
      await simulation.runSteps(5);
      return rowsOf(simulation, probe);
    };
    expect(await rows({})).toEqual(await rows({}));
    expect(await rows({ seed: 1 })).toEqual(await rows({ seed: 1 }));
    expect(await rows({ seed: 1 })).not.toEqual(await rows({ seed: 2 }));
  });
});
