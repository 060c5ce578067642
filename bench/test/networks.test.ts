import { build, createRuntime, type Model, type Network, type Runtime, reference } from 'rheobase';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { growthCase, growthName, growths, isGrowth } from '../src/cases/growth.js';
import { stepActivity } from '../src/measure/activity.js';
import { actionSelection } from '../src/networks/action-selection.js';
import { cRandom } from '../src/networks/c-random.js';
import { chain } from '../src/networks/chain.js';
import { channel } from '../src/networks/channel.js';
import { circularConvolution } from '../src/networks/circular-convolution.js';
import { convnet } from '../src/networks/convnet.js';
import { CUBA_DT, cuba } from '../src/networks/cuba.js';
import { dense } from '../src/networks/dense.js';
import { integrator } from '../src/networks/integrator.js';
import { learning } from '../src/networks/learning.js';
import { limitChain, limitDense, limitEnsemble } from '../src/networks/limit.js';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await createRuntime(reference());
});
afterAll(async () => runtime[Symbol.asyncDispose]());

const neuronsOf = (model: Model) => model.ensembles.reduce((sum, { neurons }) => sum + neurons, 0);

/** What the one probe of a network says after some steps. */
async function after(network: Network, steps: number, dt = 0.001): Promise<readonly number[]> {
  const model = await build(network);
  using sim = await runtime.simulate(model, { dt });
  await sim.runSteps(steps);
  const { data, shape } = sim.data(model.probes[0]?.path ?? '');
  return Array.from(data.slice(data.length - shape[2]));
}

describe('the networks do what they are named for', () => {
  test('a channel squares', async () => {
    const [square = 0] = await after(channel(100), 270);
    expect(Math.abs(square - 1)).toBeLessThan(0.15);
  });

  test('an integrator grows by half of its input a second and step of 0.1', async () => {
    const [value = 0] = await after(integrator(200, 1), 1000);
    expect(Math.abs(value - 0.5)).toBeLessThan(0.15);
  });

  test('a large one is given decoders', async () => {
    const model = await build(integrator(50, 2, { deviation: 1e-4, seed: 0 }));
    expect(model.connections.map(({ solve }) => solve?.solver.type)).toEqual([undefined, 'givenDecoders']);
    expect(model.probes[0]?.solve?.solver.type).toBe('givenDecoders');
  });

  test('a chain passes its value on', async () => {
    const [value = 0] = await after(chain(3, 100), 300);
    expect(Math.abs(value - 0.5)).toBeLessThan(0.1);
  });

  test('a circular convolution convolves, with four products for each frequency', async () => {
    const d = 4;
    const network = circularConvolution(d, 400);
    const [a = [], b = []] = network.nodes
      .slice(0, 2)
      .map(({ record }) => (record.type === 'constant' ? Array.from(record.value.data) : []));
    const expected = a.map((_, i) => a.reduce((sum, x, j) => sum + x * (b[(i - j + d) % d] ?? 0), 0));
    const convolved = await after(network, 200);
    for (const [i, value] of expected.entries()) expect(Math.abs((convolved[i] ?? 9) - value)).toBeLessThan(0.1);
    expect(neuronsOf(await build(network))).toBe(3 * 4 * 400);
    expect(circularConvolution().ensembles.reduce((sum, { size }) => sum + size, 0)).toBe(26_400);
  });

  test('action selection takes the action with the largest utility', async () => {
    const actions = await after(actionSelection(3, 50), 350);
    expect(actions.indexOf(Math.max(...actions))).toBe(1);
  });

  test.each([
    ['dense', () => dense(50), 100],
    ['learning', () => learning(50), 100],
    ['convnet', () => convnet(9, [2, 3]), 2 * 49 + 3 * 9],
    ['limit a', () => limitEnsemble(50, 2), 50],
    ['limit b', () => limitChain(3, 50), 150],
    ['limit c', () => limitDense(50), 100],
    ['cuba', () => cuba(100), 100],
  ])('%s builds and steps', async (_, make, neurons) => {
    const model = await build(make());
    expect(neuronsOf(model)).toBe(neurons);
    using sim = await runtime.simulate(model);
    await sim.runSteps(1);
    expect(sim.step).toBe(1);
  });
});

describe('networks that other programs have, too', () => {
  test('draw what the C library draws', () => {
    const draw = cRandom();
    const firsts = Array.from({ length: 5 }, draw);
    for (const [i, value] of [1804289383, 846930886, 1681692777, 1714636915, 1957747793].entries())
      expect(firsts[i]).toBe(Math.fround(value / 2147483648));
  });

  test('fire at the rates that limit.c prints', async () => {
    const model = await build(limitEnsemble(1000, 1));
    const active = await stepActivity(runtime, model, {}, { from: 100, steps: 200 });
    expect(Math.abs((active?.meanRateHz ?? 0) - 109.2)).toBeLessThan(1.5);
    // A spike meets the one decoder of its neuron.
    expect(active?.synapticEvents).toBeCloseTo((active?.meanRateHz ?? 0) * 0.001 * 1000, 6);
  });

  test('CUBA has 80 inputs a neuron and keeps itself going at a few Hz', async () => {
    const model = await build(cuba(1000));
    const entries = model.connections.reduce((sum, { transform }) => {
      const weights = transform?.type === 'sparse' ? model.tensors.get(transform.weights) : undefined;
      return sum + (weights?.data.length ?? 0);
    }, 0);
    expect(Math.abs(entries / 1000 - 80)).toBeLessThan(2);
    const active = await stepActivity(runtime, model, { dt: CUBA_DT }, { from: 1000, steps: 1000 });
    expect(active?.meanRateHz).toBeGreaterThan(2);
    expect(active?.meanRateHz).toBeLessThan(15);
    const perSpike = (active?.synapticEvents ?? 0) / ((active?.meanRateHz ?? 1) * CUBA_DT * 1000);
    expect(Math.abs(perSpike - 80)).toBeLessThan(8);
  });
});

describe('cases of growing size', () => {
  test('are found by the names that they are given', () => {
    for (const [growth, sizes] of Object.entries(growths)) {
      if (!isGrowth(growth)) throw new Error(growth);
      for (const size of sizes) expect(growthCase(growthName(growth, size))?.name).toBe(`growth-${growth}-${size}`);
    }
    expect(growthCase('growth-neurons-0')).toBeUndefined();
    expect(growthCase('channel')).toBeUndefined();
  });

  test('grow in what they are named for', () => {
    expect(growthCase('growth-neurons-1000')?.make().ensembles[0]?.size).toBe(1000);
    expect(growthCase('growth-dimensions-16')?.make().ensembles[0]?.dimensions).toBe(16);
    expect(growthCase('growth-batch-4')?.batch).toBe(4);
    expect(growthCase('growth-steps-100')?.steps).toBe(100);
  });
});
