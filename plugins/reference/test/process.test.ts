import { build } from '@rheobase/build';
import {
  alpha,
  brownNoise,
  choice,
  defineProcess,
  filteredNoise,
  lif,
  lowpass,
  Network,
  networkFromJSON,
  networkToJSON,
  type ProcessRecord,
  pdf,
  piecewise,
  presentInput,
  samples,
  tensor,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { checkModel, hashModel, modelFromBytes, modelToBytes, withTensors } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { applyProcess, filt, runProcess } from '@rheobase/program';
import { createRuntime, type SimulateOptions } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { run } from './run.js';

const row = (...values: readonly number[]) => values;

const walk = defineProcess({
  name: 'walk',
  version: '1',
  parameters: { size: 0.1 },
  state: { at: 'out' },
  step: ({ state: { at = new Float64Array(0) }, parameters, random, out }) => {
    for (let i = 0; i < out.length; i++) out[i] = at[i] = (at[i] ?? 0) + (parameters.size ?? 0) * random.normal();
  },
});

function network(process: ProcessRecord, size = 2, seed: { readonly seed?: number } = { seed: 5 }): Network {
  const net = new Network({ seed: 4 });
  net.probe(net.process(process, { size, ...seed, label: 'p' }), { label: 'out' });
  return net;
}

const kinds: readonly ProcessRecord[] = [
  whiteNoise(),
  whiteNoise({ distribution: choice([1, 2, 5], [1, 2, 1]) }),
  whiteNoise({ distribution: choice([row(1, 2), row(3, 4)]), scale: false }),
  filteredNoise({ distribution: choice([row(1, 2), row(3, 4)]) }),
  whiteNoise({ distribution: pdf([0, 1, 2], [0.2, 0.3, 0.5]) }),
  filteredNoise({ synapse: alpha(0.004) }),
  brownNoise({ scale: false }),
  whiteSignal({ period: 0.02, high: 200 }),
  presentInput(
    [
      [1, 2],
      [3, 4],
    ],
    0.003,
  ),
  piecewise({
    times: [0.001, 0.004],
    values: [
      [1, 2],
      [3, 4],
    ],
    interpolation: 'linear',
  }),
  walk({}, { initialState: { at: [3, -1] } }),
  walk(),
];

async function simulate(process: ProcessRecord, options: SimulateOptions = {}) {
  const runtime = await createRuntime(reference());
  return runtime.simulate(await build(network(process)), options);
}

describe('a process in a node', () => {
  it.each(kinds)('gives what runProcess gives for its seed: $type', async process => {
    const found = (await run(network(process), 25))('out');
    expect(found).toEqual(runProcess(process, { steps: 25, size: 2, seed: 5 }).data);
    expect(found.some(x => x !== found[0])).toBe(true);
  });

  it.each(kinds)('goes on from a snapshot and starts over after a reset, to the bit: $type', async process => {
    using simulation = await simulate(process, { batch: 2 });
    await simulation.runSteps(7);
    const saved = simulation.snapshot();
    await simulation.runSteps(11);
    const all = simulation.data('out').data.slice();
    simulation.restore(saved);
    await simulation.runSteps(11);
    const again = simulation.data('out');
    for (const item of [0, 1]) {
      const end = (data: ArrayLike<number>, steps: number) =>
        Array.from(data)
          .slice(item * steps * 2, (item + 1) * steps * 2)
          .slice(-22);
      expect(end(again.data, again.shape[1])).toEqual(end(all, 18));
    }
    simulation.reset();
    await simulation.runSteps(18);
    expect(simulation.data('out').data).toEqual(all);
  });

  it.each([whiteNoise(), filteredNoise(), walk()])('draws for each item of a batch by itself: $type', async process => {
    using both = await simulate(process, { batch: 2 });
    using one = await simulate(process);
    await both.runSteps(10);
    await one.runSteps(10);
    const data = Array.from(both.data('out').data);
    expect(data.slice(0, 20)).toEqual(Array.from(one.data('out').data));
    expect(data.slice(20)).not.toEqual(data.slice(0, 20));
  });

  it.each([
    whiteNoise(),
    whiteSignal({ period: 0.02, high: 200 }),
    walk(),
  ])('draws anew for another seed of the simulation, unless it has a seed of its own: $type', async process => {
    const drawn = async (own: { readonly seed?: number }, seed: number) => {
      await using runtime = await createRuntime(reference());
      using simulation = await runtime.simulate(await build(network(process, 2, own)), { seed });
      await simulation.runSteps(5);
      return simulation.data('out').data;
    };
    expect(await drawn({}, 1)).not.toEqual(await drawn({}, 2));
    expect(await drawn({ seed: 5 }, 1)).toEqual(await drawn({ seed: 5 }, 2));
  });

  it('survives documents of the network and the model', async () => {
    for (const process of kinds.filter(({ type }) => type !== 'customProcess')) {
      const net = network(process);
      const expected = (await run(net, 12))('out');
      const text = JSON.stringify(networkToJSON(net));
      expect((await run(networkFromJSON(JSON.parse(text)), 12))('out')).toEqual(expected);
      expect((await run(modelFromBytes(modelToBytes(await build(net))), 12))('out')).toEqual(expected);
    }
  });
});

describe('noise', () => {
  const rows = ({ data, shape }: { readonly data: ArrayLike<number>; readonly shape: readonly number[] }) =>
    Array.from({ length: shape[0] ?? 0 }, (_, k) => Array.from(data).slice(k * (shape[1] ?? 1), (k + 1) * (shape[1] ?? 1)));
  const drawn = (process: ProcessRecord, size?: number) =>
    rows(runProcess(process, { steps: 4000, ...(size === undefined ? {} : { size }) }));

  it('of a choice among vectors draws one of them in every step, as often as its weight says', () => {
    const options = [row(1, 2), row(3, 4), row(5, 6)];
    const found = drawn(whiteNoise({ distribution: choice(options, [1, 3, 0]), scale: false }));
    const counts = options.map(option => found.filter(each => each.join() === option.join()).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4000);
    expect(counts[2]).toBe(0);
    // Five standard errors of a share of 1/4
    expect(Math.abs((counts[0] ?? 0) / 4000 - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 4000));
  });

  it('of a choice among numbers chooses for every element by itself', () => {
    const found = drawn(whiteNoise({ distribution: choice([-1, 1]), scale: false }), 2);
    const counts = [row(-1, -1), row(-1, 1), row(1, -1), row(1, 1)].map(pair => found.filter(each => each.join() === pair.join()).length);
    for (const count of counts) expect(Math.abs(count / 4000 - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 4000));
  });

  it('of a density lies within its points, with its mean', () => {
    const found = drawn(whiteNoise({ distribution: pdf([0, 1, 2], [0.25, 0.5, 0.25]), scale: false })).flat();
    expect([Math.min(...found) >= 0, Math.max(...found) <= 2]).toEqual([true, true]);
    expect(Math.abs(found.reduce((sum, x) => sum + x, 0) / 4000 - 1)).toBeLessThan(5 * Math.sqrt(0.5 / 4000));
  });

  it('of samples is one row, in every step the same, times 1 / sqrt(dt) where it is scaled', () => {
    expect(new Set(drawn(whiteNoise({ distribution: samples([row(1, 2, 3)]), scale: false })).map(String))).toEqual(new Set(['1,2,3']));
    expect(new Set(drawn(whiteNoise({ distribution: samples(2) })).flat())).toEqual(new Set([2 / Math.sqrt(0.001)]));
    expect(Array.from(runProcess(filteredNoise({ distribution: samples([row(1, 2)]), scale: false }), { steps: 3 }).data)).toEqual(
      Array.from(filt(lowpass(0.005), [row(1, 2), row(1, 2), row(1, 2)]).data),
    );
  });

  it('of vectors is as wide as they are, and another size is refused', () => {
    const net = new Network();
    const vectors = whiteNoise({ distribution: choice([row(1, 2), row(3, 4)]) });
    expect([net.process(vectors).sizeOut, net.process(whiteNoise({ distribution: samples([row(1, 2, 3)]) })).sizeOut]).toEqual([2, 3]);
    expect(refusal(() => net.process(vectors, { size: 3 })).message).toContain('it gives 2 values, but 3 were asked for');
    expect(refusal(() => net.ensemble(3, 1, { noise: vectors })).message).toContain('2 values');
    expect(net.ensemble(2, 1, { noise: vectors }).settings.noise).toBe(vectors);
  });

  it('keeps the arrays of its distribution as tensors of the model', async () => {
    const distribution = choice([row(1, 2), row(3, 4)]);
    const net = new Network({ seed: 4 });
    net.ensemble(2, 1, { label: 'a', noise: whiteNoise({ distribution }) });
    net.process(whiteNoise({ distribution }), { label: 'p' });
    const model = await build(net);
    expect(model.nodes[0]?.record).toMatchObject({
      process: { distribution: { type: 'choice', options: 'p.distribution.options', weights: 'p.distribution.weights' } },
    });
    expect(model.ensembles[0]?.noise?.process).toMatchObject({ distribution: { options: 'p.distribution.options' } });
    const removed = withTensors(model, [['p.distribution.options', tensor([2, 3], [1, 2, 3, 4, 5, 6])]]);
    expect(refusal(() => checkModel(removed)).message).toContain('it gives 3 values');
  });
});

/** Gives its state, and adds one to it. */
const counting = defineProcess({
  name: 'counting',
  version: '1',
  sizeIn: null,
  parameters: { first: 0 },
  state: { count: 'out', pair: 2 },
  initialState: ({ sizeIn, sizeOut, dt, parameters }) => ({ count: parameters.first ?? 0, pair: [sizeIn * 10 + sizeOut, dt] }),
  step: ({ state: { count = new Float64Array(0), pair = new Float64Array(0) }, out }) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = (count[i] ?? 0) + (pair[0] ?? 0) + (pair[1] ?? 0);
      count[i] = (count[i] ?? 0) + 1;
    }
  },
});

describe("the initial state of a user's process", () => {
  const first = async (process: ProcessRecord, options: SimulateOptions = {}) => {
    using simulation = await simulate(process, options);
    await simulation.runSteps(2);
    return Array.from(simulation.data('out').data);
  };

  it('follows from sizes, step and parameters by the function of its definition, or from the values there', async () => {
    expect(await first(counting({ first: 100 }), { dt: 0.5 })).toEqual([122.5, 122.5, 123.5, 123.5]);
    const fixed = defineProcess({
      name: 'fixed',
      version: '1',
      state: { at: 'out', one: 1 },
      initialState: { at: [4, 5], one: 2 },
      step: ({ state: { at = new Float64Array(0), one = new Float64Array(0) }, out }) => out.set(at.map(x => x + (one[0] ?? 0))),
    });
    expect(await first(fixed())).toEqual([6, 7, 6, 7]);
    expect(await first(fixed({}, { initialState: { one: -1 } }))).toEqual([3, 4, 3, 4]);
  });

  it('of a record takes the place of what the definition says, variable by variable, also in documents and after a reset', async () => {
    const own = counting({ first: 100 }, { initialState: { count: [1, 2], pair: [0, 0] } });
    expect(await first(own)).toEqual([1, 2, 2, 3]);
    expect(await first(counting({ first: 100 }, { initialState: { pair: 0 } }))).toEqual([100, 100, 101, 101]);
    expect(Array.from(applyProcess(own, [row(0, 0), row(0, 0)]).data)).toEqual([1, 2, 2, 3]);
    const net = network(own);
    const code = { definitions: [counting.definition] };
    const model = await build(networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))), code));
    expect(hashModel(model)).toBe(hashModel(await build(net)));
    const runtime = await createRuntime(reference());
    using simulation = await runtime.simulate(modelFromBytes(modelToBytes(model)), { ...code, batch: 2 });
    for (const _ of [0, 1]) {
      await simulation.runSteps(2);
      expect(Array.from(simulation.data('out').data)).toEqual([1, 2, 2, 3, 1, 2, 2, 3]);
      simulation.reset();
    }
  });

  it('that names no state, is not finite or of another length is refused, with what there is', async () => {
    const made = (initialState: Readonly<Record<string, number | readonly number[]>>) => () => counting({}, { initialState });
    expect(refusal(made({ counts: 1 })).message).toBe("counting: initialState 'counts' names no state; there is count, pair");
    expect(refusal(made({ pair: [1, Number.NaN] })).message).toContain('must be finite numbers, but holds NaN');
    expect(refusal(made({ pair: [1, 2, 3] })).message).toBe("counting: initialState 'pair' must be one number or 2, but has 3");
    expect(refusal(() => network(counting({}, { initialState: { count: [1, 2, 3] } }))).message).toContain('one number or 2, but has 3');
    expect(refusal(() => Reflect.apply(counting, null, [{}, { state: {} }])).message).toContain('initialState');
    const wrong = defineProcess({
      name: 'wrong',
      version: '1',
      state: { at: 'out' },
      initialState: ({ sizeOut }) => ({ at: new Float64Array(sizeOut + 1) }),
      step: () => undefined,
    });
    await expect(first(wrong())).rejects.toThrow("p: initialState 'at' must be one number or 2, but has 3");
  });
});

describe("a user's process", () => {
  it('runs again from a document once its definition is handed in, and is refused by name and version without', async () => {
    const expected = (await run(network(walk()), 9))('out');
    const runtime = await createRuntime(reference());
    const read = modelFromBytes(modelToBytes(await build(network(walk()))));
    await expect(runtime.simulate(read)).rejects.toThrow("p: process 'walk' (version 1) is not at hand");
    using simulation = await runtime.simulate(read, { definitions: [walk.definition] });
    await simulation.runSteps(9);
    expect(simulation.data('out').data).toEqual(expected);
    const net = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(network(walk())))), { definitions: [walk.definition] });
    expect((await run(net, 9))('out')).toEqual(expected);
  });

  it('that throws or gives what is not a number is an error that names object and time', async () => {
    const failing = (step: (out: Float64Array) => void) =>
      run(network(defineProcess({ name: 'f', version: '1', step: ({ time, out }) => (time > 0.0015 ? step(out) : undefined) })()), 3);
    await expect(failing(out => void out.fill(Number.NaN))).rejects.toThrow('p: its process gave NaN as element 0 at t = 0.002 s');
    await expect(
      failing(() => {
        throw new Error('no more');
      }),
    ).rejects.toThrow("p: its process threw 'no more' at t = 0.002 s");
  });
});

describe('noise of an ensemble', () => {
  const cells = (noise: ProcessRecord | null) => {
    const net = new Network({ seed: 2 });
    const a = net.ensemble(3, 1, { label: 'a', neuronType: lif(), noise });
    net.probe(a.neurons, { label: 'current', attribute: 'current' });
    return net;
  };

  it('is added to the currents in every step', async () => {
    const rows = [
      [1, 2, 3],
      [-1, 0, 0.5],
    ];
    const [still, noisy] = [(await run(cells(null), 6))('current'), (await run(cells(presentInput(rows, 0.001)), 6))('current')];
    still.forEach((j, k) => {
      expect(noisy[k]).toBe(j + (rows[Math.floor(k / 3) % 2]?.[k % 3] ?? 0));
    });
  });

  it('is drawn for each neuron and survives documents', async () => {
    const net = cells(filteredNoise({ synapse: lowpass(0.002) }));
    const [found, still] = [(await run(net, 8))('current'), (await run(cells(null), 8))('current')];
    expect(new Set(found.map((x, k) => x - (still[k] ?? 0))).size).toBe(24);
    expect((await run(modelFromBytes(modelToBytes(await build(net))), 8))('current')).toEqual(found);
    expect((await run(networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net)))), 8))('current')).toEqual(found);
  });
});
