import { build } from '@rheobase/build';
import { lowpass, mapParameters, Network, type Tensor, tensor } from '@rheobase/core';
import { float64Of, type Model, type ModelPerNeuron, type TensorId, tensorOf, withTensors } from '@rheobase/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Choices, type Recipe } from './choices.js';
import { responses, steadyType } from './neuron-types.js';
import { inputsFor, simulationOf } from './running.js';

const STEPS = 20;

/**
 * An ensemble driven through its encoders and neuron by neuron, with every value of it probed. Stochastic and Poisson spikes and noise are
 * left out: the neurons take their draws one after the other from one stream, so the draws stay in place where the neurons are permuted.
 */
function network({ seed }: Recipe): Network {
  const c = new Choices(seed);
  const n = c.whole(3, 8);
  const d = c.whole(1, 3);
  const type = steadyType(c, n);
  const net = new Network({ seed });
  const cells = net.ensemble(n, d, {
    label: 'cells',
    neuronType: type,
    ...responses(c, n, type),
    radius: c.number(0.5, 2),
    evalPointCount: 12,
  });
  net.connect(net.input(d, { label: 'x' }), cells, { synapse: c.flag() ? null : lowpass(0.004) });
  net.connect(net.input(n, { label: 'j' }), c.flag() ? cells.current : cells.neurons, { label: 'drive', synapse: null });
  net.probe(cells.neurons, { label: 'output' });
  net.probe(cells.neurons, { label: 'current', attribute: 'current' });
  net.probe(cells, { label: 'decoded' });
  return net;
}

/** Rows (or the only axis) of a tensor in another order. */
function rows({ shape, data }: Tensor, order: readonly number[]): Tensor {
  const width = data.length / order.length;
  return tensor(
    shape,
    Float64Array.from(data, (_, at) => data[(order[Math.floor(at / width)] ?? 0) * width + (at % width)] ?? 0),
  );
}

/** Columns of a matrix in another order. */
const columns = ({ shape, data }: Tensor, order: readonly number[]): Tensor =>
  tensor(
    shape,
    Float64Array.from(data, (_, at) => data[at - (at % order.length) + (order[at % order.length] ?? 0)] ?? 0),
  );

/** The model with the neurons of its one ensemble in another order: neuron i is what neuron order[i] was. */
function permuted(model: Model, order: readonly number[]): Model {
  const [ensemble] = model.ensembles;
  if (!ensemble) return model;
  const changed = new Map<TensorId, Tensor>();
  const turn = (id: TensorId | null) => {
    if (id !== null) changed.set(id, rows(tensorOf(model, id), order));
  };
  const turnValue = (value: ModelPerNeuron) => turn(typeof value === 'number' ? null : value.tensor);
  for (const id of [ensemble.encoders, ensemble.gain, ensemble.bias]) turn(id);
  for (const value of Object.values(ensemble.initialState)) turnValue(value);
  mapParameters(ensemble.neuronType, value => {
    turnValue(value);
    return value;
  });
  for (const { decoders } of model.probes) if (decoders !== null) changed.set(decoders, columns(tensorOf(model, decoders), order));
  const connections = model.connections.map(c =>
    c.path === 'drive' ? { ...c, post: { ...c.post, slice: order.map((_, i) => order.indexOf(i)) } } : c,
  );
  return withTensors({ ...model, connections }, changed);
}

/** What permuting the neurons of an ensemble does to its values, over `runs` ensembles. */
export function permutationProperties(runs: number): void {
  it(`permuted neurons give permuted outputs bit for bit, and decode the same up to the order of the sum (${runs} ensembles)`, async () => {
    const given = fc.record({ seed: fc.nat(2 ** 31 - 1), ensembles: fc.constant(1), connections: fc.constant(0) });
    await fc.assert(
      fc.asyncProperty(given, fc.infiniteStream(fc.nat()), async (recipe, keys) => {
        const model = await build(network(recipe));
        const n = model.ensembles[0]?.neurons ?? 0;
        const sortKeys = Array.from({ length: n }, () => keys.next().value ?? 0);
        const order = Array.from(sortKeys.keys()).sort((a, b) => (sortKeys[a] ?? 0) - (sortKeys[b] ?? 0));
        const inputs = inputsFor(model, 1, STEPS);
        using one = await simulationOf(model, { inputs });
        using other = await simulationOf(permuted(model, order), { inputs });
        await Promise.all([one.runSteps(STEPS), other.runSteps(STEPS)]);
        for (const path of ['output', 'current']) {
          const before = one.data(path).data;
          const expected = Array.from(before, (_, at) => before[at - (at % n) + (order[at % n] ?? 0)]);
          expect(Array.from(other.data(path).data)).toEqual(expected);
        }
        const decoders = float64Of(model, model.probes.find(({ path }) => path === 'decoded')?.decoders ?? '');
        const largest = decoders.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
        const rates = Float64Array.from(one.data('output').data).reduce((sum, x) => sum + Math.abs(x), 0);
        one.data('decoded').data.forEach((x, at) => {
          expect(Math.abs((other.data('decoded').data[at] ?? 0) - x)).toBeLessThanOrEqual(1e-12 * largest * rates);
        });
      }),
      { numRuns: runs },
    );
  });
}
