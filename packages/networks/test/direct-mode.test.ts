import { dense, direct, lowpass, Network, networkToJSON, pes } from '@rheobase/core';
import {
  actionSelection,
  activateDirectMode,
  associativeMemory,
  circularConvolution,
  ensembleArray,
  inputGatedMemory,
  integrator,
  product,
} from '@rheobase/networks';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../../test/refusal.js';
import { rmse, simulated, unitVector } from './simulated.js';

const exact = () => new Network({ defaults: { ensemble: { neuronType: direct() } } });

describe('ensembles that compute directly', () => {
  it('make a product exact, with one neuron as with many', async () => {
    const net = exact();
    const multiply = product(net, 1, 2);
    net.connect(net.constant([0.3, -7]), multiply.inputA, { synapse: null });
    net.connect(net.constant([0.5, 0.25]), multiply.inputB, { synapse: null });
    const probe = net.probe(multiply.output);
    expect(rmse((await simulated(net, 2)).rows(probe).slice(1), [[0.15, -1.75]])).toBeLessThan(1e-14);
  });

  it('make a circular convolution exact, with one neuron as with many', async () => {
    const [a, b] = [unitVector(1, 7), unitVector(2, 7)];
    const net = exact();
    const convolution = circularConvolution(net, 1, 7);
    net.connect(net.constant([...a]), convolution.inputA, { synapse: null });
    net.connect(net.constant([...b]), convolution.inputB, { synapse: null });
    const probe = net.probe(convolution.output);
    const wanted = a.map((_, i) => a.reduce((sum, x, j) => sum + x * (b[(i - j + 7) % 7] ?? 0), 0));
    expect(rmse((await simulated(net, 2)).rows(probe).slice(1), [wanted])).toBeLessThan(1e-14);
  });

  it('select the largest of several actions', async () => {
    const net = exact();
    const selection = actionSelection(net, 3);
    net.connect(net.constant([0.4, 0.8, 0.3]), selection.input, { synapse: null });
    const probe = net.probe(selection.output);
    const output = (await simulated(net, 300)).mean(probe, 250, 300);
    expect(output[1]).toBeGreaterThan(0.8);
    expect(Math.max(output[0] ?? 1, output[2] ?? 1)).toBeLessThan(0.05);
  });

  it('recall all or nothing', async () => {
    const net = exact();
    const memory = associativeMemory(
      net,
      [
        [1, 0],
        [0, 1],
      ],
      { threshold: 0.3, thresholdOutputs: true, defaultOutput: { vector: [-1, -1] } },
    );
    net.connect(
      net.function(time => (time <= 0.1 ? [0.31, 0.29] : [0.2, 0.2]), 0, 2),
      memory.input,
      { synapse: null },
    );
    const probe = net.probe(memory.output);
    const rows = (await simulated(net, 200)).rows(probe);
    expect(rmse([rows[98] ?? []], [[1, 0]])).toBeLessThan(1e-6);
    expect(rmse([rows[198] ?? []], [[-1, -1]])).toBeLessThan(1e-3);
  });

  it('store a value behind a closed gate and clear it', async () => {
    const net = exact();
    const memory = inputGatedMemory(net, 10, 2, { differenceGain: 5 });
    const at = (from: number, to: number) => net.function(time => [time > from && time <= to ? 1 : 0], 0, 1);
    net.connect(
      net.function(time => (time <= 0.3 ? [0.6, -0.4] : [-0.9, 0.9]), 0, 2),
      memory.input,
      { synapse: null },
    );
    net.connect(at(0.3, 9), memory.gate, { synapse: null });
    net.connect(at(0.6, 0.9), memory.reset, { synapse: null });
    const probe = net.probe(memory.output);
    const data = await simulated(net, 1200);
    expect(rmse([data.mean(probe, 500, 600)], [[0.6, -0.4]])).toBeLessThan(0.02);
    expect(rmse([data.mean(probe, 1000, 1200)], [[0, 0]])).toBeLessThan(0.05);
  });

  it('have no neurons to connect to', () => {
    const array = ensembleArray(exact(), 10, 2, { label: 'a' });
    expect(refusal(() => array.addNeuronInput()).message).toContain('a: a/ensemble0 computes directly and has no neurons');
    expect(refusal(() => array.addNeuronOutput()).message).toContain('no neurons');
  });
});

describe('direct mode', () => {
  it('replaces neurons where none are used as such, and leaves the others and the given network', () => {
    const net = new Network({ seed: 3 });
    const [plain, silenced, recorded, learning, corrected] = ['plain', 'silenced', 'recorded', 'learning', 'corrected'].map(label =>
      net.ensemble(10, 1, { label, radius: 2 }),
    );
    if (!plain || !silenced || !recorded || !learning || !corrected) throw new Error('five ensembles');
    net.connect(net.constant([1]), silenced.neurons, { transform: dense(Array.from({ length: 10 }, () => [-1])) });
    net.connect(plain, recorded);
    net.probe(recorded.neurons);
    const learned = net.connect(learning, corrected, { learningRule: pes() });
    net.connect(plain, learned.rule());
    net.probe(learned, { attribute: 'weights' });
    const before = JSON.stringify(networkToJSON(net));
    const edited = activateDirectMode(net);
    expect(edited.ensembles.map(({ path, settings }) => [path, settings.neuronType.type])).toEqual([
      ['plain', 'direct'],
      ['silenced', 'lif'],
      ['recorded', 'lif'],
      ['learning', 'lif'],
      ['corrected', 'lif'],
    ]);
    expect(JSON.stringify(networkToJSON(net))).toBe(before);
    expect(edited.connections.map(c => [c.path, c.seed])).toEqual(net.connections.map(c => [c.path, c.seed]));
    expect(edited.probes.map(p => [p.path, p.size])).toEqual(net.probes.map(p => [p.path, p.size]));
  });

  it('copies everything else as it is', () => {
    const net = new Network({ seed: 4 });
    const sum = integrator(net, 20, 2);
    const memory = inputGatedMemory(net, 20, 2, { label: 'kept' });
    net.connect(sum.state.at(1, 0), memory.input, { function: x => [x[0] ?? 0, 1], synapse: lowpass(0.02), delaySteps: 2 });
    net.probe(memory.memory.ensembles[0]?.neurons.at(3, 5) ?? sum.state, { sampleEvery: 0.002, keep: 7 });
    const edited = activateDirectMode(net);
    const kinds = new Map(edited.ensembles.map(({ path, settings }) => [path, settings.neuronType.type]));
    expect(kinds.get('integrator/state')).toBe('direct');
    expect(kinds.get('kept/memory/ensemble0')).toBe('lif');
    expect(edited.nodes.map(n => [n.path, n.record])).toEqual(net.nodes.map(n => [n.path, n.record]));
    expect(edited.connections.map(({ transform, synapse, function: f, delaySteps }) => [transform, synapse, f, delaySteps])).toEqual(
      net.connections.map(({ transform, synapse, function: f, delaySteps }) => [transform, synapse, f, delaySteps]),
    );
    expect(edited.probes[0]).toMatchObject({ size: 2, sampleEvery: 0.002, keep: 7 });
  });

  it('shows what a network of many neurons would do', async () => {
    const net = new Network({ seed: 5 });
    const multiply = product(net, 20, 1);
    net.connect(net.constant([0.9]), multiply.inputA, { synapse: null });
    net.connect(net.constant([-0.8]), multiply.inputB, { synapse: null });
    net.probe(multiply.output, { label: 'out' });
    const edited = activateDirectMode(net);
    const [probe] = edited.probes;
    if (!probe) throw new Error('the probe is missing');
    expect((await simulated(edited, 2)).rows(probe)[1]?.[0]).toBeCloseTo(-0.72, 12);
  });
});
