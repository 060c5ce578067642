import { build } from '@rheobase/build';
import {
  adaptiveLif,
  adaptiveLifRate,
  direct,
  izhikevich,
  lif,
  lifRate,
  mapParameters,
  Network,
  type NeuronRecord,
  poissonSpiking,
  rate,
  regularSpiking,
  relu,
  sigmoid,
  spikingRelu,
  stochasticSpiking,
  tanh,
  uniform,
} from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { farthest, type ObserveOptions, observed, rowsOf, simulationOf } from './observed.js';

interface Held extends ObserveOptions {
  readonly states?: readonly string[];
  readonly initialState?: Readonly<Record<string, number>>;
}

/** What neurons do under currents that are held, one neuron for each: rows of outputs and of states by name. */
async function held(
  neuronType: NeuronRecord,
  currents: readonly number[],
  steps: number,
  { states = [], initialState = {}, ...options }: Held = {},
) {
  const net = new Network({ seed: 1 });
  const cells = net.ensemble(currents.length, 1, { neuronType, encoders: null, gain: 1, bias: currents, initialState });
  const probes = new Map(['output', ...states].map(attribute => [attribute, net.probe(cells.neurons, { attribute })]));
  const found = await observed(net, steps, options);
  return (attribute = 'output') => {
    const probe = probes.get(attribute);
    return probe ? found.rows(probe) : [];
  };
}

/** The rate of neurons that neither spike nor adapt, with the constants of `lif()`. */
const settledRate = (current: number) =>
  rate(
    mapParameters(lifRate(), value => (typeof value === 'number' ? value : Number.NaN)),
    current,
  );

const column = (rows: readonly (readonly number[])[], i: number) => rows.map(row => row[i] ?? Number.NaN);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('spiking leaky neurons', () => {
  it('fire at the rate of their static twin', async () => {
    const currents = [0.9, 1.05, 1.5, 3, 8, 20];
    const rows = (await held(lif(), currents, 4000))();
    for (const [i, current] of currents.entries()) expect(Math.abs(mean(column(rows, i)) - settledRate(current))).toBeLessThan(0.5);
  });

  it('without a refractory time fire after as many whole steps as a current needs to threshold, in every step if it is high', async () => {
    const interval = (current: number) => 0.02 * Math.log1p(1 / (current - 1));
    for (const dt of [0.001, 0.0001]) {
      const rows = (await held(lif({ tauRef: 0, tauRc: 0.02 }), [2, 5, 10, 1000], Math.round(2 / dt), { dt }))();
      for (const [i, current] of [2, 5, 10, 1000].entries())
        expect(Math.abs(mean(column(rows, i)) * Math.ceil(interval(current) / dt) * dt - 1)).toBeLessThan(0.01);
    }
  });

  it('fall to their lowest voltage and not below, however negative the current', async () => {
    for (const minVoltage of [0, -1, -0.25]) {
      const rows = (await held(lif({ minVoltage }), [-10, -100], 300, { states: ['voltage'] }))('voltage');
      expect([...new Set(rows.at(-1))]).toEqual([minVoltage]);
    }
  });

  it('fire as often at any step', async () => {
    for (const neuron of [lif(), adaptiveLif({ incN: 0.02 }), spikingRelu()]) {
      const currents = neuron.type === 'spikingRelu' ? [30, 120] : [1.5, 4];
      const [fine, coarse] = [await held(neuron, currents, 4000, { dt: 0.00025 }), await held(neuron, currents, 500, { dt: 0.002 })];
      for (const i of [0, 1]) expect(mean(column(coarse(), i))).toBeCloseTo(mean(column(fine(), i)), -1);
    }
  });
});

describe('adapting neurons', () => {
  it('start as if they did not adapt and slow down to where spikes and adaptation agree', async () => {
    const rows = (await held(adaptiveLif({ tauN: 0.1, incN: 0.05 }), [6], 3000, { states: ['adaptation'] }))();
    const spikes = column(rows, 0);
    const [early, late] = [mean(spikes.slice(0, 50)), mean(spikes.slice(2000))];
    expect(early).toBeGreaterThan(1.3 * late);
    expect(Math.abs(late - settledRate(6 - 0.05 * late))).toBeLessThan(3);
  });

  it('of rates follow (rate, adaptation) step by step: n grows by dt / tauN (incN a - n)', async () => {
    const found = await held(adaptiveLifRate({ tauN: 0.1, incN: 0.05 }), [6], 400, { states: ['adaptation'] });
    let n = 0;
    for (const [step, row] of found().entries()) {
      const a = settledRate(6 - n);
      expect(row[0]).toBeCloseTo(a, 8);
      n += (0.001 / 0.1) * (0.05 * a - n);
      expect(found('adaptation')[step]?.[0]).toBeCloseTo(n, 8);
    }
    expect(found()[0]?.[0]).toBeGreaterThan(1.2 * (found().at(-1)?.[0] ?? 0));
  });
});

describe('izhikevich neurons', () => {
  it('fire faster with more current, reset to their voltage and recover', async () => {
    const found = await held(izhikevich(), [0, 5, 10, 20], 1000, {
      states: ['voltage', 'recovery'],
      initialState: { voltage: -65, recovery: -13 },
    });
    const rates = [0, 1, 2, 3].map(i => mean(column(found().slice(200), i)));
    expect(rates[0]).toBe(0);
    expect(rates[1]).toBeGreaterThan(0);
    expect(rates[2]).toBeGreaterThan(rates[1] ?? 0);
    expect(rates[3]).toBeGreaterThan(rates[2] ?? 0);
    for (const [n, row] of found().entries()) {
      row.forEach((spike, i) => {
        if (spike === 0) return;
        expect(spike).toBe(1000);
        expect(found('voltage')[n]?.[i]).toBe(-65);
        if (n > 0) expect((found('recovery')[n]?.[i] ?? 0) - (found('recovery')[n - 1]?.[i] ?? 0)).toBeGreaterThan(6);
      });
    }
  });

  it('represent a value that is held', async () => {
    const net = new Network({ seed: 2 });
    const cells = net.ensemble(60, 1, { neuronType: izhikevich(), maxRates: uniform(40, 70), intercepts: uniform(-0.8, 0.8) });
    net.connect(net.constant([0.5]), cells);
    const value = net.probe(cells);
    expect(Math.abs(((await observed(net, 1000)).mean(value, 300, 1000)[0] ?? 9) - 0.5)).toBeLessThan(0.2);
  });
});

describe('the amplitude', () => {
  it.each([relu, spikingRelu, lif, lifRate, adaptiveLif, adaptiveLifRate])('multiplies outputs and nothing else (%#)', async make => {
    const [one, quarter] = [await held(make({}), [2, 30], 200), await held(make({ amplitude: 0.25 }), [2, 30], 200)];
    const adapts = make({}).type.startsWith('adaptive');
    if (adapts) expect(column(quarter(), 0)[0]).toBeCloseTo((column(one(), 0)[0] ?? 0) / 4, 9);
    else
      expect(
        farthest(
          quarter().flat(),
          one().flatMap(row => row.map(x => x / 4)),
        ),
      ).toBeLessThan(1e-9);
    expect(
      one()
        .flat()
        .some(x => x > 0),
    ).toBe(true);
  });

  it('of spikes that stand for rates multiplies their height', async () => {
    const rows = (await held(regularSpiking(relu(), { amplitude: 0.5 }), [120], 1000))();
    expect(new Set(rows.flat())).toEqual(new Set([0, 500]));
    expect(mean(rows.flat())).toBeCloseTo(60, -1);
  });
});

describe('states of neurons', () => {
  it('start where they are asked to, and are drawn where a distribution is given', async () => {
    const found = await held(lif(), [0, 0], 2, {
      states: ['voltage', 'refractoryTime'],
      initialState: { voltage: 0.5, refractoryTime: 0.0105 },
    });
    expect(found('voltage')[0]).toEqual([0.5, 0.5]);
    expect(found('refractoryTime')[1]?.[0]).toBeCloseTo(0.0085, 12);
    const net = new Network({ seed: 3 });
    const cells = net.ensemble(100, 1, { label: 'cells', initialState: { voltage: uniform(0.2, 0.4) } });
    const voltage = net.probe(cells.neurons, { attribute: 'voltage' });
    const model = await build(net);
    const drawn = Array.from(model.tensors.get('cells.voltage')?.data ?? []);
    expect([drawn.length, Math.min(...drawn) >= 0.2, Math.max(...drawn) < 0.4, new Set(drawn).size]).toEqual([100, true, true, 100]);
    expect((await observed(net, 1)).last(voltage)).toHaveLength(100);
  });

  it('that a type does not have are refused, listing those it has', () => {
    const net = new Network();
    const make = (neuronType: NeuronRecord, name: string) => () => net.ensemble(5, 1, { neuronType, initialState: { [name]: 1 } });
    expect(make(lif(), 'adaptation')).toThrow(/initialState.*'adaptation'/);
    expect(make(lif(), 'adaptation')).toThrow('voltage, refractoryTime');
    expect(make(relu(), 'voltage')).toThrow('none');
    expect(make(adaptiveLif(), 'adaptation')).not.toThrow();
  });

  it.each([
    lif(),
    adaptiveLif(),
    izhikevich(),
    regularSpiking(lifRate()),
    stochasticSpiking(lifRate()),
    poissonSpiking(lifRate()),
  ])('start again after a reset, draws included: $type', async neuronType => {
    const net = new Network({ seed: 4 });
    const cells = net.ensemble(10, 1, { neuronType, encoders: null, gain: 1, bias: 12 });
    const spikes = net.probe(cells.neurons);
    using simulation = await simulationOf(net);
    await simulation.runSteps(300);
    const first = rowsOf(simulation, spikes);
    expect(first.flat().some(x => x > 0)).toBe(true);
    simulation.reset();
    await simulation.runSteps(300);
    expect(rowsOf(simulation, spikes)).toEqual(first);
  });
});

describe('spikes that stand for rates', () => {
  it.each([
    regularSpiking,
    stochasticSpiking,
    poissonSpiking,
  ])('come as often as the rates of their base ask for, below zero too (%#)', async wrap => {
    const [positive, negative] = [(await held(wrap(relu()), [50, 300], 6000))(), (await held(wrap(tanh()), [-0.5], 6000))()];
    for (const [i, expected] of [50, 300].entries()) {
      const spikes = column(positive, i);
      expect(Math.abs(mean(spikes) - expected)).toBeLessThan(5 * Math.sqrt(expected / 6));
      for (const x of new Set(spikes)) expect(x / 1000).toBe(Math.round(x / 1000));
    }
    const wanted = Math.tanh(-0.5) / 0.0025;
    expect(Math.abs(mean(column(negative, 0)) - wanted)).toBeLessThan(5 * Math.sqrt(-wanted / 6));
  });

  it('come at even intervals from regularSpiking, at random ones from the others', async () => {
    const intervals = async (neuron: NeuronRecord) => {
      const times = column((await held(neuron, [50], 4000))(), 0).flatMap((x, n) => (x > 0 ? [n] : []));
      const gaps = times.slice(1).map((n, i) => n - (times[i] ?? 0));
      return Math.sqrt(mean(gaps.map(g => (g - mean(gaps)) ** 2))) / mean(gaps);
    };
    expect(await intervals(regularSpiking(relu()))).toBeLessThan(0.05);
    expect(await intervals(stochasticSpiking(relu()))).toBeGreaterThan(0.7);
    expect(await intervals(poissonSpiking(relu()))).toBeGreaterThan(0.7);
  });
});

describe('sigmoids', () => {
  it('are half of their maximum where the current is zero, and of its intercept', async () => {
    const net = new Network({ seed: 5 });
    net.ensemble(20, 1, {
      label: 's',
      neuronType: sigmoid({ tauRef: 0.0025 }),
      intercepts: uniform(-0.5, 0.5),
      maxRates: uniform(250, 390),
    });
    const { responseCurves } = await import('@rheobase/build');
    const model = await build(net);
    const [gain, bias] = ['s.gain', 's.bias'].map(id => Array.from(model.tensors.get(id)?.data ?? []));
    const { outputs, inputs } = responseCurves(
      model,
      's',
      Array.from({ length: 20 }, (_, i) => -(bias?.[i] ?? 0) / (gain?.[i] ?? 1)),
    );
    for (let i = 0; i < 20; i++) {
      expect(outputs[i * 20 + i]).toBeCloseTo(200, 6);
      expect(Math.abs(inputs[i] ?? 9)).toBeLessThanOrEqual(0.5 + 1e-9);
    }
    const curve = responseCurves(model, 's');
    for (let i = 0; i < 20; i++)
      for (let p = 1; p < curve.points; p++) expect(curve.outputs[p * 20 + i] ?? 0).toBeGreaterThan(curve.outputs[(p - 1) * 20 + i] ?? 0);
    // A highest rate below the middle lies before the intercept, which may lie past the end.
    const low = new Network();
    low.ensemble(1, 1, { label: 's', neuronType: sigmoid({ tauRef: 0.0025 }), maxRates: 100, intercepts: 1.1 });
    const late = await build(low);
    expect(late.tensors.get('s.gain')?.data[0]).toBeCloseTo(10.986, 3);
    expect(late.tensors.get('s.bias')?.data[0]).toBeCloseTo(-12.085, 3);
    const [end, start] = responseCurves(late, 's', [1, 1.1]).outputs;
    expect(end).toBeCloseTo(100, 9);
    expect(start).toBeCloseTo(200, 9);
  });

  it('that would have to fall, because their highest rate lies below the middle, are refused, and so are rates beyond their maximum', async () => {
    const make = async (maxRates: number) => {
      const net = new Network();
      net.ensemble(3, 1, { label: 's', neuronType: sigmoid({ tauRef: 0.0025 }), maxRates, intercepts: 0 });
      return build(net).then(
        () => 'built',
        (error: unknown) => (error instanceof Error ? error.message : ''),
      );
    };
    expect(await make(150)).toContain('s: ');
    expect(await make(400)).toContain('s: ');
    expect(await make(300)).toBe('built');
  });
});

describe('direct ensembles', () => {
  it('stop where a value is not finite, naming the connection and the time', async () => {
    const net = new Network();
    const exact = net.ensemble(1, 1, { neuronType: direct() });
    net.connect(
      net.function(t => [t > 0.0025 ? 0 : 1], 0, 1),
      exact,
      { synapse: null },
    );
    net.connect(exact, net.passthrough(1), { label: 'inverse', function: x => [(x[0] ?? 0) === 0 ? 1 : 1 / (1 - (x[0] ?? 0) + 1)] });
    net.connect(exact, net.passthrough(1), {
      label: 'ratio',
      function: x => [x.length === 1 && x[0] === 1 ? Number.POSITIVE_INFINITY : 0],
      synapse: null,
    });
    await expect(observed(net, 5)).rejects.toThrow(/ratio.*Infinity.*t = 0\.001 s/);
  });
});
