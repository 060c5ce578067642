import { build } from '@rheobase/build';
import {
  defineNeuron,
  mapParameters,
  Network,
  type NeuronOptions,
  type NeuronRecord,
  poissonSpiking,
  rate,
  regularSpiking,
  uniform,
} from '@rheobase/core';
import { samplesOf } from '@rheobase/data';
import { biasOf, ensembleAt } from '@rheobase/model';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { wasm } from '../src/index.js';

const common = { version: '1', parameters: { tau: 0.02, height: 1 }, state: { level: uniform(0, 1), count: 0 } } as const;

/** One step of one neuron. */
const oneByOne = defineNeuron({
  ...common,
  name: 'each',
  step: ({ dt, current, state, parameters }) => {
    state.level += (dt / parameters.tau) * (Math.max(current, 0) - state.level);
    state.count += 1;
    return parameters.height * state.level;
  },
});

/** The same over all neurons. */
const together = defineNeuron({
  ...common,
  name: 'all',
  stepAll: ({ neurons, dt, current, out, state, parameters }) => {
    const { level, count } = state;
    const { tau, height } = parameters;
    const pace = tau.map(each => dt / each);
    return () => {
      for (let i = 0; i < out.length; i++) {
        const k = i % neurons;
        level[i] = (level[i] ?? 0) + (pace[k] ?? 0) * (Math.max(current[i] ?? 0, 0) - (level[i] ?? 0));
        count[i] = (count[i] ?? 0) + 1;
        out[i] = (height[k] ?? 0) * (level[i] ?? 0);
      }
    };
  },
});

const runtime = createRuntime(reference(), wasm());

const [ITEMS, STEPS] = [3, 20];
const inputs = samplesOf(
  [ITEMS, STEPS, 1],
  Array.from({ length: ITEMS * STEPS }, (_, i) => Math.sin(i)),
);

type Wrap = (own: NeuronRecord) => NeuronRecord;
const wraps: Readonly<Record<string, Wrap>> = {
  bare: own => own,
  regular: own => regularSpiking(own),
  poisson: own => poissonSpiking(own),
};

/** What a batch of three records, with a snapshot restored and a reset on the way; bias of the ensemble first. */
async function recorded(own: NeuronRecord, wrap: Wrap, backend: string): Promise<readonly (readonly number[])[]> {
  const net = new Network({ seed: 4 });
  const cells = net.ensemble(3, 1, { label: 'cells', neuronType: wrap(own), maxRates: 100, intercepts: 0 });
  net.connect(net.input(1, { label: 'in' }), cells, { synapse: null });
  const probes = ['output', 'level', 'count'].map(attribute => net.probe(cells.neurons, { attribute }));
  const model = await build(net);
  using simulation = await (await runtime).simulate(model, { backend, inputs });
  const found = [Array.from(biasOf(model, ensembleAt(model, 'cells')))];
  const keep = () => found.push(...probes.map(probe => Array.from(simulation.data(probe).data)));
  await simulation.runSteps(8);
  const snapshot = simulation.snapshot();
  await simulation.runSteps(12);
  keep();
  simulation.restore(snapshot);
  await simulation.runSteps(12);
  keep();
  simulation.reset();
  await simulation.runSteps(20);
  keep();
  return found;
}

describe('a neuron type that steps whole vectors', () => {
  for (const backend of ['reference', 'wasm']) {
    it.each(Object.entries(wraps))(`computes what one computes that steps neuron by neuron, on ${backend}: %s`, async (_name, wrap) => {
      const parameters = { tau: [0.01, 0.02, 0.05], height: 300 };
      const all = await recorded(together(parameters), wrap, backend);
      expect(all).toEqual(await recorded(oneByOne(parameters), wrap, backend));
      expect(all[1]?.some(x => x !== 0)).toBe(true);
    });
  }

  it('has the rates of one step of a second, unless it says otherwise', () => {
    const singleOf = (own: NeuronRecord): NeuronRecord<number> => mapParameters(own, value => (typeof value === 'number' ? value : 0));
    for (const current of [-1, 0, 0.5, 3]) {
      expect(rate(singleOf(together({ tau: 4 })), current)).toBe(rate(singleOf(oneByOne({ tau: 4 })), current));
    }
    expect(rate(singleOf(together({ tau: 4, height: 2 })), 3)).toBe(1.5);
  });

  const simulated = async (stepAll: NonNullable<NeuronOptions<never, never>['stepAll']>) => {
    const own = defineNeuron({ name: 'own', version: '1', stepAll, rates: Math.abs });
    const net = new Network({ seed: 1 });
    net.probe(net.ensemble(2, 1, { neuronType: own(), gain: 1, bias: [5, 6], encoders: null }).neurons);
    using simulation = await (await runtime).simulate(await build(net), { backend: 'reference' });
    await simulation.runSteps(3);
  };

  it('is rejected without the function that makes a step', async () => {
    await expect(simulated(() => JSON.parse('3'))).rejects.toThrow(
      "neuron type 'own': stepAll must return the function that makes a step, but number",
    );
  });

  it('fails by name and neuron if it puts out what is no finite number', async () => {
    const failing = simulated(({ out, current }) => () => {
      out.set(current);
      out[1] = Number.NaN;
    });
    await expect(failing).rejects.toThrow("neuron type 'own': its step put out NaN for neuron 1 in a current of 6");
  });

  it('needs one step function, not two', () => {
    const both = () => defineNeuron({ name: 'own', version: '1', step: () => 0, stepAll: () => () => undefined });
    expect(refusal(both)).toMatchObject({
      name: 'ValidationError',
      message: "defineNeuron: 'own' needs one step function, step or stepAll, but both were given",
    });
  });
});
