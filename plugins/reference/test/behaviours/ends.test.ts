import { dense, type Ensemble, leastSquaresL2, lowpass, Network, pes, relu } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

const slow = lowpass(0.05);

/** Neurons whose rates can be told by hand: max(0, 2 x + 10). */
const countable = (net: Network, label: string): Ensemble<1, 3> =>
  net.ensemble(3, 1, { label, neuronType: relu(), encoders: [[1], [1], [1]], gain: 2, bias: 10 });

describe('a connection', () => {
  it('from a node to an ensemble hands over the vector that is then represented', async () => {
    const net = new Network({ seed: 1 });
    const ensemble = net.ensemble(150, 2);
    net.connect(net.constant([0.5, -0.7]), ensemble);
    const value = net.probe(ensemble, { synapse: slow });
    expect(farthest((await observed(net, 400)).mean(value), [0.5, -0.7])).toBeLessThan(0.05);
  });

  it('from a node to neurons adds gain times the value to each of them', async () => {
    const net = new Network({ seed: 1 });
    const ensemble = countable(net, 'cells');
    net.connect(net.constant([1, -3, -9]), ensemble.neurons, { synapse: null });
    const rates = net.probe(ensemble.neurons);
    expect((await observed(net, 1)).last(rates)).toEqual([12, 4, 0]);
  });

  it('from an ensemble to the neurons of another silences it while the value is high', async () => {
    const net = new Network({ seed: 2 });
    const [control, controlled] = [net.ensemble(60, 1), net.ensemble(60, 1)];
    net.connect(
      net.function(t => [t > 0.3 ? 1 : 0], 0, 1),
      control,
    );
    net.connect(net.constant([0.8]), controlled);
    net.connect(control, controlled.neurons, { transform: dense(Array.from({ length: 60 }, () => [-3])) });
    const value = net.probe(controlled, { synapse: lowpass(0.02) });
    const spikes = net.probe(controlled.neurons);
    const found = await observed(net, 600);
    expect(found.mean(value, 200, 300)[0]).toBeCloseTo(0.8, 1);
    expect(Math.max(...found.mean(spikes, 450, 600))).toBe(0);
    expect(Math.abs(found.mean(value, 500, 600)[0] ?? 1)).toBeLessThan(0.01);
  });

  it('from neurons to a node carries their outputs', async () => {
    const net = new Network({ seed: 3 });
    const ensemble = net.ensemble(5, 1);
    net.connect(net.constant([0.9]), ensemble);
    const node = net.passthrough(5);
    net.connect(ensemble.neurons, node, { synapse: null });
    const [arrived, spikes] = [net.probe(node), net.probe(ensemble.neurons)];
    const found = await observed(net, 100);
    expect(found.rows(arrived)).toEqual(found.rows(spikes));
    expect(found.mean(spikes).some(rate => rate > 0)).toBe(true);
  });

  it('from neurons to an ensemble adds a weighted sum of their outputs to its value', async () => {
    const net = new Network({ seed: 4 });
    const cells = countable(net, 'cells');
    const sum = net.ensemble(150, 1);
    net.connect(cells.neurons, sum, { transform: dense([[0.02, -0.05, 0.08]]) });
    net.connect(net.constant([0, 0, -5]), cells.neurons);
    const value = net.probe(sum, { synapse: slow });
    const input = net.probe(sum, { attribute: 'input' });
    const found = await observed(net, 400);
    expect(found.last(input)[0]).toBeCloseTo(0.02 * 10 - 0.05 * 10, 9);
    expect(found.mean(value)[0]).toBeCloseTo(-0.3, 1);
  });

  it('from neurons to neurons inhibits by negative weights what weights of zero leave alone', async () => {
    const net = new Network({ seed: 5 });
    const [from, to] = [countable(net, 'from'), countable(net, 'to')];
    net.connect(from.neurons, to.neurons, {
      synapse: null,
      transform: dense([
        [0, 0, 0],
        [-0.1, 0, 0],
        [-0.5, -0.5, -0.5],
      ]),
    });
    const rates = net.probe(to.neurons);
    expect((await observed(net, 1)).last(rates)).toEqual([10, 8, 0]);
  });

  it('of vectors transforms them as a matrix does', async () => {
    const net = new Network({ seed: 6 });
    const [a, b] = [net.ensemble(200, 3), net.ensemble(200, 2)];
    net.connect(net.constant([0.4, -0.5, 0.3]), a);
    net.connect(a, b, {
      transform: dense([
        [0, 1, 0],
        [1, 0, 1],
      ]),
    });
    const [given, value] = [net.probe(a, { synapse: slow }), net.probe(b, { synapse: slow })];
    const found = await observed(net, 400);
    expect(farthest(found.mean(given), [0.4, -0.5, 0.3])).toBeLessThan(0.05);
    expect(farthest(found.mean(value), [-0.5, 0.7])).toBeLessThan(0.08);
  });

  it('with full weights between neurons gives the neurons what decoders and encoders would', async () => {
    const net = new Network({ seed: 7 });
    const [a, b] = [net.ensemble(80, 2), net.ensemble(50, 2)];
    net.connect(net.constant([0.6, -0.4]), a);
    const c = net.ensemble(50, 2, { seed: b.settings.seed });
    const weights = net.connect(a, b, { seed: 3, solver: leastSquaresL2({ weights: true }) });
    net.connect(a, c, { seed: 3 });
    const [full, decoded] = [net.probe(b.neurons, { attribute: 'current' }), net.probe(c.neurons, { attribute: 'current' })];
    const value = net.probe(b, { synapse: slow });
    const shape = net.probe(weights, { attribute: 'weights', sampleEvery: 0.4 });
    const found = await observed(net, 400);
    expect(shape.size).toBe(50 * 80);
    expect(farthest(found.last(full), found.last(decoded))).toBeLessThan(1e-9);
    expect(farthest(found.mean(value), [0.6, -0.4])).toBeLessThan(0.07);
  });

  it('takes an error of as many values as its target represents when it learns, and a matrix that fits', () => {
    const net = new Network();
    const [a, b] = [net.ensemble(10, 2), net.ensemble(10, 3)];
    expect(() => net.connect(a, b, { learningRule: pes() })).toThrow('carries 2 values, but ensemble1 takes 3');
    expect(() => net.connect(a.neurons, b, { transform: dense([[1, 2]]), learningRule: pes() })).toThrow('takes 2 values');
    expect(() =>
      net.connect(a.neurons, b, { transform: dense({ shape: [2, 10], init: b.settings.maxRates }), learningRule: pes() }),
    ).toThrow('carries 2 values, but ensemble1 takes 3');
  });
});

describe('a default solver with full weights', () => {
  it('serves the connections between ensembles and leaves all others as they are', async () => {
    const net = new Network({ seed: 8, defaults: { connection: { solver: leastSquaresL2({ weights: true }) } } });
    const [a, b] = [net.ensemble(40, 1), net.ensemble(30, 1)];
    const end = net.passthrough(1);
    const full = net.connect(a, b);
    const others = [
      net.connect(net.constant([0.5]), a),
      net.connect(b, end),
      net.connect(a.neurons.at(0), b.neurons.at(0), { transform: 0 }),
    ];
    expect(full.solver.weights).toBe(true);
    expect(others.map(({ solver }) => solver.weights)).toEqual([false, false, false]);
    expect(net.probe(full, { attribute: 'weights' }).size).toBe(30 * 40);
    const value = net.probe(end, { synapse: slow });
    expect((await observed(net, 400)).mean(value)[0]).toBeCloseTo(0.5, 1);
  });

  it('is refused where a connection that cannot have it asks for it itself', () => {
    const net = new Network();
    expect(() => net.connect(net.constant([1]), net.ensemble(5, 1), { solver: leastSquaresL2({ weights: true }) })).toThrow(
      'has a solver with weights: true, which is for connections from an ensemble to an ensemble',
    );
  });
});
