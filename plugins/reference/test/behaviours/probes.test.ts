import { build } from '@rheobase/build';
import { lif, lowpass, Network, pes, relu } from '@rheobase/core';
import { ensembleAt, float64Of, gainOf } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { farthest, observed, rowsOf, simulationOf } from './observed.js';

/** A node that tells the number of the step. */
const counter = (net: Network) => net.function(t => [Math.round(t * 1000)], 0, 1);

describe('a probe', () => {
  it('reads by default the represented value, unfiltered, of every step', async () => {
    const net = new Network({ seed: 1 });
    const ensemble = net.ensemble(50, 2);
    net.connect(net.constant([0.5, 0]), ensemble);
    const [plain, named] = [net.probe(ensemble), net.probe(ensemble, { attribute: 'decoded', seed: 1 })];
    expect([plain.attribute, plain.synapse, plain.sampleEvery]).toEqual(['decoded', null, null]);
    const found = await observed(net, 30);
    expect(found.rows(plain)).toHaveLength(30);
    expect(farthest(found.rows(plain).flat(), found.rows(named).flat())).toBeLessThan(1e-6);
  });

  it('takes defaults of its network', () => {
    const net = new Network({ defaults: { probe: { synapse: lowpass(0.1), sampleEvery: 0.01 } } });
    expect(net.probe(net.constant([1]))).toMatchObject({ synapse: lowpass(0.1), sampleEvery: 0.01 });
    expect(net.probe(net.constant([1]), { synapse: null }).synapse).toBeNull();
  });

  it('of an object stands beside others of the same, each with its own filter', async () => {
    const net = new Network({ seed: 2 });
    const ensemble = net.ensemble(20, 1);
    net.connect(net.constant([1]), ensemble);
    const taus = [0.002, 0.02, 0.2];
    const probes = taus.map(tau => net.probe(ensemble, { synapse: lowpass(tau), seed: 5 }));
    const raw = net.probe(ensemble, { seed: 5 });
    const found = await observed(net, 60);
    expect(new Set(probes.map(({ path }) => path)).size).toBe(3);
    probes.forEach((probe, i) => {
      const a = Math.exp(-0.001 / (taus[i] ?? 1));
      let y = 0;
      const expected = found.line(raw).map(x => {
        const before = y;
        y = a * y + (1 - a) * x;
        return before;
      });
      expect(farthest(found.line(probe), expected)).toBeLessThan(1e-9);
    });
  });

  it('of the input of an ensemble reads what its connections deliver, before anything is represented', async () => {
    const net = new Network();
    const ensemble = net.ensemble(5, 2);
    const second = net.ensemble(5, 1);
    net.connect(net.constant([0.25, -3]), ensemble, { synapse: null });
    net.connect(net.constant([1]), ensemble.at(1), { synapse: null });
    net.connect(net.constant([2]), second.neurons, {
      synapse: null,
      transform: { type: 'dense', sizeIn: 1, sizeOut: 5, weights: { shape: [5, 1], init: net.ensemble(1, 1).settings.maxRates } },
    });
    const [vector, none] = [net.probe(ensemble, { attribute: 'input' }), net.probe(second, { attribute: 'input' })];
    const found = await observed(net, 2);
    expect(found.rows(vector)).toEqual([
      [0.25, -2],
      [0.25, -2],
    ]);
    expect(found.last(none)).toEqual([0]);
  });

  it('of scaled encoders reads encoders times gain over radius', async () => {
    const net = new Network({ seed: 3 });
    const ensemble = net.ensemble(6, 3, { label: 'e', radius: 1.5 });
    const scaled = net.probe(ensemble, { attribute: 'scaledEncoders' });
    const model = await build(net);
    const made = ensembleAt(model, 'e');
    const [encoders, gain] = [float64Of(model, made.encoders ?? ''), gainOf(model, made)];
    const found = await observed(net, 2);
    const expected = Array.from(encoders, (e, i) => (e * (gain[Math.floor(i / 3)] ?? 0)) / 1.5);
    for (const row of found.rows(scaled)) expect(farthest(row, expected)).toBeLessThan(1e-12);
  });

  it('of neurons reads outputs, currents and every state of their type', async () => {
    const net = new Network({ seed: 4 });
    const ensemble = net.ensemble(4, 1, { neuronType: lif(), gain: 1, bias: 3, encoders: [[1], [1], [1], [1]] });
    const [spikes, voltage, refractory, current] = ['output', 'voltage', 'refractoryTime', 'current'].map(attribute =>
      net.probe(ensemble.neurons, { attribute }),
    );
    if (!spikes || !voltage || !refractory || !current) throw new Error('unreachable');
    const found = await observed(net, 60);
    expect(
      found
        .rows(current)
        .flat()
        .every(j => j === 3),
    ).toBe(true);
    for (const [n, row] of found.rows(spikes).entries()) {
      row.forEach((spike, i) => {
        expect([0, 1000]).toContain(spike);
        expect((found.rows(refractory)[n]?.[i] ?? 0) > 0.002).toBe(spike > 0);
        if (spike > 0) expect(found.rows(voltage)[n]?.[i]).toBe(0);
      });
    }
    expect(
      found
        .rows(spikes)
        .flat()
        .some(x => x > 0),
    ).toBe(true);
  });

  it('of some elements reads those, in their order', async () => {
    const net = new Network({ seed: 5 });
    const ensemble = net.ensemble(6, 3);
    net.connect(net.constant([0.5, -0.5, 1]), ensemble);
    const [whole, part] = [net.probe(ensemble.neurons), net.probe(ensemble.neurons.at(4, 0, -1))];
    const [vector, elements] = [net.probe(ensemble, { seed: 1 }), net.probe(ensemble.at(2, 0), { seed: 1 })];
    const found = await observed(net, 80);
    expect(found.rows(part)).toEqual(found.rows(whole).map(row => [row[4], row[0], row[5]]));
    const picked = found.rows(vector).map(row => [row[2] ?? 0, row[0] ?? 0]);
    expect(farthest(found.rows(elements).flat(), picked.flat())).toBeLessThan(1e-9);
    expect(
      found
        .rows(part)
        .flat()
        .some(x => x > 0),
    ).toBe(true);
  });

  it('of a connection reads what it will deliver in the next step, and what went into it in this one', async () => {
    const net = new Network();
    const end = net.passthrough(1);
    const connection = net.connect(counter(net), end, { synapse: lowpass(0), transform: 2 });
    const probes = [net.probe(connection), net.probe(connection, { attribute: 'input' }), net.probe(end)];
    const found = await observed(net, 4);
    expect(probes.map(probe => found.line(probe))).toEqual([
      [2, 4, 6, 8],
      [1, 2, 3, 4],
      [0, 2, 4, 6],
    ]);
  });

  it('of what goes into a connection reads its source as a whole, before slice and function', async () => {
    const net = new Network();
    const source = net.constant([1, 2, 3]);
    const connection = net.connect(source.at(2, 0), net.passthrough(1), { function: x => [(x[0] ?? 0) * (x[1] ?? 0)], synapse: null });
    const cells = net.ensemble(7, 2);
    const decoded = net.connect(cells.at(1), net.passthrough(1));
    const probes = [net.probe(connection, { attribute: 'input' }), net.probe(decoded, { attribute: 'input' })];
    expect(probes.map(({ size }) => size)).toEqual([3, 7]);
    expect((await observed(net, 1)).rows(probes[0] ?? net.probe(source))).toEqual([[1, 2, 3]]);
  });

  it('of a connection, filtered, takes in what is delivered in the step, not what will be', async () => {
    const net = new Network();
    const end = net.passthrough(1);
    const connection = net.connect(counter(net), end, { synapse: lowpass(0), transform: 2 });
    const [filtered, delivered] = [net.probe(connection, { synapse: lowpass(0) }), net.probe(end, { synapse: lowpass(0) })];
    const found = await observed(net, 5);
    expect(found.line(filtered)).toEqual([0, 0, 2, 4, 6]);
    expect(found.line(delivered)).toEqual(found.line(filtered));
  });

  it('of the change of a learning rule, filtered, takes in what is added in the step', async () => {
    const net = new Network({ seed: 3 });
    const pre = net.ensemble(6, 1);
    const learned = net.connect(pre, net.passthrough(1), { learningRule: pes({ preSynapse: null }) });
    net.connect(counter(net), learned.rule(), { synapse: null });
    const attribute = 'delta';
    const [raw, filtered] = [net.probe(learned.rule(), { attribute }), net.probe(learned.rule(), { attribute, synapse: lowpass(0) })];
    const found = await observed(net, 30);
    const nothing = Array.from({ length: 6 }, () => 0);
    expect(found.rows(filtered)).toEqual([nothing, nothing, ...found.rows(raw).slice(0, -2)]);
    expect(
      found
        .rows(raw)
        .slice(0, -2)
        .flat()
        .some(x => x !== 0),
    ).toBe(true);
  });

  it('records every sampleEvery seconds, by rule of the floor of the step over the period, at any dt', async () => {
    for (const [dt, every, steps] of [
      [0.001, 0.003, [3, 6, 9, 12]],
      [0.001, 0.0025, [3, 5, 8, 10]],
      [0.002, 0.005, [3, 5, 8, 10]],
      [0.005, 0.005, [1, 2, 3, 4]],
      [0.001, 0.0005, [1, 2, 3, 4]],
    ] as const) {
      const net = new Network();
      const source = net.function(t => [Math.round(t / dt)], 0, 1);
      const [sampled, all] = [net.probe(source, { sampleEvery: every }), net.probe(source)];
      const found = await observed(net, 12, { dt });
      expect(found.line(sampled).slice(0, 4)).toEqual(steps);
      expect(found.line(all)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    }
  });

  it('filters by its synapse at the step of the simulation, whatever that is', async () => {
    for (const dt of [0.0005, 0.001, 0.004]) {
      const net = new Network();
      const value = net.probe(net.constant([1]), { synapse: lowpass(0.01) });
      const line = (await observed(net, 20, { dt })).line(value);
      line.forEach((y, n) => void expect(y).toBeCloseTo(1 - Math.exp((-n * dt) / 0.01), 12));
    }
  });

  it('reads after everything else of its step, with whatever filters lie between', async () => {
    const net = new Network();
    const source = counter(net);
    const [first, second] = [net.passthrough(1), net.passthrough(1)];
    net.connect(source, first, { synapse: null });
    net.connect(first, second, { synapse: lowpass(0) });
    const probes = [net.probe(source), net.probe(first), net.probe(second), net.probe(second, { synapse: lowpass(0) })];
    const found = await observed(net, 4);
    expect(probes.map(probe => found.line(probe))).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [0, 1, 2, 3],
      [0, 0, 1, 2],
    ]);
  });

  it('of hundreds of dimensions records all of them', async () => {
    const net = new Network({ seed: 6 });
    const values = Array.from({ length: 600 }, (_, i) => Math.sin(i));
    const node = net.constant(values);
    const cells = net.ensemble(600, 1, { neuronType: relu(), gain: 1, bias: 0, encoders: null });
    net.connect(node, cells.neurons, { synapse: null });
    const [wide, rates] = [net.probe(node), net.probe(cells.neurons)];
    const found = await observed(net, 40);
    expect(found.rows(wide)).toHaveLength(40);
    expect(found.last(wide)).toEqual(values);
    expect(found.last(rates)).toEqual(values.map(x => Math.max(0, x)));
  });

  it('goes on recording over several runs, after what it has', async () => {
    const net = new Network();
    const value = net.probe(counter(net));
    const thinned = net.probe(counter(net), { sampleEvery: 0.004 });
    using simulation = await simulationOf(net);
    for (const seconds of [0.003, 0.004, 0.005]) await simulation.run(seconds);
    expect(rowsOf(simulation, value).flat()).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(rowsOf(simulation, thinned).flat()).toEqual([4, 8, 12]);
  });
});
