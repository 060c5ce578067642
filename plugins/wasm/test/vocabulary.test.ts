import { build } from '@rheobase/build';
import { baseOf, lifRate, type NeuronRecord, neuronKinds } from '@rheobase/core';
import { type Model, modelToBytes } from '@rheobase/model';
import { lower, standardPasses } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { planProgram } from '../src/plan/plan-program.js';
import { BATCH, difference, ran, recorded, STEPS, simulationOn } from './running.js';
import { everything, learner, node, nodes, population, rates, rules, spikes } from './vocabulary.js';

describe.each(everything)('%s', (_, make) => {
  it('has the bits of the reference in float64', async () => {
    const model = await build(make());
    using fast = await ran('wasm', model);
    using slow = await ran('reference', model);
    const expected = recorded(slow, model);
    // What never changes shows nothing.
    expect(Array.from(expected.values()).some(values => new Set(values).size > 1)).toBe(true);
    expect(difference(recorded(fast, model), expected)).toBeNull();
  });

  it('runs in the module alone', async () => {
    const model = await build(make());
    for (const precision of ['float64', 'float32'] as const) {
      const { parts, state } = planProgram(lower(model, { dt: 0.001, passes: standardPasses }), precision, BATCH);
      expect(parts).toEqual([{ begin: expect.any(Number), end: expect.any(Number) }]);
      // By names snapshots find what belongs together.
      expect(new Set(state.map(({ name }) => name)).size).toBe(state.length);
    }
  });

  it('goes on from a snapshot, and starts again after a reset', async () => {
    const model = await build(make());
    for (const precision of ['float64', 'float32'] as const) {
      using whole = await ran('wasm', model, precision);
      using other = await simulationOn('wasm', model, precision);
      await other.runSteps(STEPS / 3);
      const saved = other.snapshot();
      await other.runSteps(10);
      other.restore(saved);
      await other.runSteps(STEPS - STEPS / 3);
      expect(other.snapshot()).toEqual(whole.snapshot());
      other.reset();
      await other.runSteps(STEPS);
      expect(difference(recorded(other, model), recorded(whole, model))).toBeNull();
    }
  });
});

it('the types above are all that there are, but for those of the user', () => {
  const kinds = (neuron: NeuronRecord): readonly string[] => [neuron.type, ...[baseOf(neuron)?.type ?? []].flat()];
  const seen = new Set([...rates, ...spikes].flatMap(([, record]) => kinds(record)));
  expect(Array.from(seen).sort()).toEqual(neuronKinds.filter(kind => kind !== 'direct' && kind !== 'customNeuron').toSorted());
});

const rms = (values: Float64Array): number => Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / Math.max(1, values.length));

/** Root mean square of a difference, beside that of what is expected. */
const apart = (got: Float64Array, expected: Float64Array): number =>
  rms(expected.map((x, i) => x - (got[i] ?? Number.NaN))) / rms(expected);

async function inBoth(model: Model): Promise<readonly [Float64Array, Float64Array][]> {
  using fast = await ran('wasm', model, 'float32');
  using slow = await ran('reference', model);
  const [got, expected] = [recorded(fast, model), recorded(slow, model)];
  return Array.from(expected, ([path, values]) => [got.get(path) ?? new Float64Array(0), values]);
}

describe('in float32', () => {
  it.each(rates)('%s is within E2: 1e-3 of the root mean square', async (_, record) => {
    for (const [got, expected] of await inBoth(await build(population(record)))) expect(apart(got, expected)).toBeLessThan(1e-5);
  });

  it.each(spikes)('%s is within E2: a spike for each neuron and second', async (_, record) => {
    const model = await build(population(record));
    const size = 7;
    const [pair] = await inBoth(model);
    if (!pair) throw new Error('nothing was recorded');
    const [got, expected] = pair;
    for (let row = 0; row < BATCH * size; row++) {
      const [item, neuron] = [Math.floor(row / size), row % size];
      let [height, sum] = [0, 0];
      for (let step = 0; step < STEPS; step++) {
        const at = (item * STEPS + step) * size + neuron;
        const value = Math.abs(expected[at] ?? 0);
        if (value > 0 && (height === 0 || value < height)) height = value;
        sum += (got[at] ?? Number.NaN) - (expected[at] ?? 0);
      }
      expect(Math.abs(sum)).toBeLessThanOrEqual(1.001 * height);
    }
  });

  it.each(rules)('%s learns within E2', async (_, record) => {
    for (const [got, expected] of await inBoth(await build(learner(record, lifRate())))) expect(apart(got, expected)).toBeLessThan(1e-3);
  });

  it.each(nodes.filter(([name]) => name !== 'argmax'))('%s is within E2', async (_, record) => {
    for (const [got, expected] of await inBoth(await build(node(record)))) expect(apart(got, expected)).toBeLessThan(1e-5);
  });
});

it.each(rules)('what %s has learned goes into the model, item by item', async (_, record) => {
  const model = await build(learner(record, lifRate()));
  using fast = await ran('wasm', model);
  using slow = await ran('reference', model);
  const bytes = Array.from({ length: BATCH }, (_item, item) => modelToBytes(fast.toModel(item)));
  expect(bytes).toEqual(Array.from({ length: BATCH }, (_item, item) => modelToBytes(slow.toModel(item))));
  expect(bytes[0]).not.toEqual(bytes[1]);
  expect(bytes[0]).not.toEqual(modelToBytes(model));
});
