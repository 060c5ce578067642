import { build } from '@rheobase/build';
import { builtin, lowpass, Network, networkFromJSON, networkToJSON, pes, relu } from '@rheobase/core';
import { hashModel } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { observed, rowsOf, simulationOf } from './observed.js';

const STEPS = 60;

/** Noise, spikes, filters and learning: whatever could differ from run to run. */
function learner(seed: number): Network {
  const net = new Network({ seed });
  const [pre, post] = [net.ensemble(20, 2, { label: 'pre' }), net.ensemble(15, 2, { label: 'post' })];
  net.connect(net.constant([0.7, -0.2]), pre);
  const learned = net.connect(pre, post, { label: 'learned', function: builtin('square'), learningRule: pes({ learningRate: 1e-2 }) });
  net.connect(post, learned.rule());
  net.probe(post.neurons, { label: 'spikes' });
  net.probe(post, { label: 'value', synapse: lowpass(0.01) });
  net.probe(learned, { label: 'weights', attribute: 'weights' });
  return net;
}

async function recorded(net: Network): Promise<Readonly<Record<string, readonly (readonly number[])[]>>> {
  const found = await observed(net, STEPS);
  return Object.fromEntries(net.probes.map(probe => [probe.path, found.rows(probe)]));
}

describe('a simulation', () => {
  it('is the same for the same seed of the network, to the bit, and another for another', async () => {
    const [first, again, other] = [await recorded(learner(1)), await recorded(learner(1)), await recorded(learner(2))];
    expect(again).toEqual(first);
    expect(other.spikes).not.toEqual(first.spikes);
    expect(first.spikes?.flat().some(x => x > 0)).toBe(true);
  });

  it('draws by the seed of its network alone: seeds of objects follow from it and from their paths', async () => {
    const hash = async (net: Network) => hashModel(await build(net));
    expect(await hash(learner(7))).toBe(await hash(learner(7)));
    expect(await hash(learner(8))).not.toBe(await hash(learner(7)));
    const own = (seed: number) => {
      const net = new Network({ seed });
      net.ensemble(10, 2, { label: 'a', seed: 3 });
      return net;
    };
    expect(await hash(own(1))).toBe(await hash(own(2)));
  });

  it('counts steps and time, step by step and over runs of several', async () => {
    const net = new Network();
    net.probe(net.constant([1]));
    using simulation = await simulationOf(net, { dt: 0.002 });
    const marks: [number, number][] = [[simulation.step, simulation.time]];
    for (const advance of [
      () => simulation.runSteps(1),
      () => simulation.runSteps(4),
      () => simulation.run(0.01),
      () => simulation.run(0),
    ]) {
      await advance();
      marks.push([simulation.step, simulation.time]);
    }
    expect(marks).toEqual([
      [0, 0],
      [1, 0.002],
      [5, 0.01],
      [10, 0.02],
      [10, 0.02],
    ]);
  });

  it('has the step times dt as its time, however many steps there were: no sum that drifts', async () => {
    const net = new Network();
    const clock = net.probe(net.function(t => [t], 0, 1));
    const line = (await observed(net, 3000, { dt: 0.0003 })).line(clock);
    expect(line).toEqual(Array.from({ length: 3000 }, (_, n) => (n + 1) * 0.0003));
  });

  it('tells the time of each record: of every step, or of those that are recorded', async () => {
    const net = new Network();
    const clock = net.function(t => [t], 0, 1);
    const probes = [null, 0.001, 0.0025, 0.01].map(every => net.probe(clock, every === null ? {} : { sampleEvery: every }));
    const few = net.probe(clock, { keep: 3 });
    using simulation = await simulationOf(net);
    await simulation.run(0.011);
    await simulation.run(0.009);
    for (const probe of [...probes, few]) expect(Array.from(simulation.times(probe))).toEqual(rowsOf(simulation, probe).flat());
    expect(probes.map(probe => simulation.times(probe).length)).toEqual([20, 20, 8, 2]);
    expect(Array.from(simulation.times(few))).toEqual([0.018, 0.019, 0.02].map(t => Math.round(t * 1000) * 0.001));
    simulation.reset();
    expect(simulation.times(few)).toHaveLength(0);
  });

  it('tells the times of records at any dt, and of none before the first step', async () => {
    const net = new Network();
    const probe = net.probe(net.constant([1]), { sampleEvery: 0.03 });
    using simulation = await simulationOf(net, { dt: 0.01 });
    expect(Array.from(simulation.times(probe))).toEqual([]);
    await simulation.runSteps(10);
    expect(Array.from(simulation.times(probe))).toEqual([0.03, 0.06, 0.09]);
    expect(() => simulation.times('elsewhere')).toThrow('elsewhere');
  });

  it('hands out data that grow with every run and never change afterwards', async () => {
    const net = new Network();
    const probe = net.probe(net.function(t => [Math.round(t * 1000)], 0, 1));
    using simulation = await simulationOf(net);
    await simulation.runSteps(2);
    const early = simulation.data(probe);
    await simulation.runSteps(3);
    const late = simulation.data(probe);
    expect(Array.from(early.data)).toEqual([1, 2]);
    expect(Array.from(late.data)).toEqual([1, 2, 3, 4, 5]);
    late.data.fill(-1);
    expect(Array.from(simulation.data(probe).data)).toEqual([1, 2, 3, 4, 5]);
  });

  it('of two from one network shares nothing: each has the records of its own runs', async () => {
    const net = learner(3);
    const spikes = net.probes[0];
    if (!spikes) throw new Error('unreachable');
    using one = await simulationOf(net);
    using two = await simulationOf(net);
    await one.runSteps(40);
    await two.runSteps(10);
    await two.runSteps(10);
    expect(rowsOf(two, spikes)).toEqual(rowsOf(one, spikes).slice(0, 20));
    await one.runSteps(20);
    await two.runSteps(40);
    expect(rowsOf(two, spikes)).toEqual(rowsOf(one, spikes));
  });

  it('computes and records in float64', async () => {
    const net = new Network();
    const probe = net.probe(net.constant([0.1, 1 / 3]));
    using simulation = await simulationOf(net);
    await simulation.runSteps(1);
    const { data } = simulation.data(probe);
    expect(data).toBeInstanceOf(Float64Array);
    expect(Array.from(data)).toEqual([0.1, 1 / 3]);
  });

  it('starts from the states asked for, filters at zero, weights at those that were solved', async () => {
    const net = learner(4);
    const cells = net.ensemble(3, 1, { neuronType: relu(), gain: 1, bias: [1, 2, 3], encoders: null });
    const end = net.passthrough(3);
    net.connect(cells.neurons, end, { synapse: lowpass(0.01) });
    const [rates, filtered] = [net.probe(cells.neurons), net.probe(end)];
    const weights = net.probes.find(({ path }) => path === 'weights');
    if (!weights) throw new Error('unreachable');
    const model = await build(net);
    const found = await observed(net, 40);
    expect(found.rows(rates)[0]).toEqual([1, 2, 3]);
    expect(found.rows(filtered)[0]).toEqual([0, 0, 0]);
    const decoders = model.tensors.get('learned.decoders')?.data;
    expect(found.rows(weights)[0]).toEqual(Array.from(decoders ?? []));
    expect(found.last(weights)).not.toEqual(found.rows(weights)[0]);
  });

  it('that has been disposed of cannot be taken up again; another of the same network starts afresh', async () => {
    const net = learner(7);
    const spikes = net.probes[0];
    if (!spikes) throw new Error('unreachable');
    const closed = await simulationOf(net);
    await closed.runSteps(30);
    closed[Symbol.dispose]();
    for (const again of [() => closed.runSteps(1), () => closed.run(0.001), () => Promise.resolve().then(() => closed.reset())])
      await expect(again()).rejects.toMatchObject({ name: 'SimulationError', code: 'disposed' });
    using fresh = await simulationOf(net);
    expect(fresh.step).toBe(0);
    await fresh.runSteps(30);
    expect(rowsOf(fresh, spikes)).toEqual(rowsOf(closed, spikes));
  });

  it('resets to the very start: states, learned weights, and what comes after', async () => {
    const net = learner(5);
    using simulation = await simulationOf(net);
    const all = () => net.probes.map(probe => rowsOf(simulation, probe));
    await simulation.runSteps(STEPS);
    const first = all();
    simulation.reset();
    expect(all().flat()).toEqual([]);
    await simulation.runSteps(STEPS);
    expect(all()).toEqual(first);
  });
});

describe('a network', () => {
  it('read back from its document builds into the same model and runs alike', async () => {
    const net = learner(6);
    const copy = networkFromJSON(JSON.parse(JSON.stringify(networkToJSON(net))));
    expect(hashModel(await build(copy))).toBe(hashModel(await build(net)));
    expect(await recorded(copy)).toEqual(await recorded(net));
  });
});
