import { build } from '@rheobase/build';
import { builtin, lif, lowpass, Network, relu, sparse, uniform } from '@rheobase/core';
import { connectionAt, ensembleAt, float64Of, gainOf, tensorOf } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { farthest, observed, rmsDifference } from './observed.js';

const slow = lowpass(0.05);

async function refusedBuild(make: (net: Network) => unknown): Promise<string> {
  const net = new Network();
  make(net);
  return build(net).then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Error ? `${error.name} ${error.message}` : ''),
  );
}

describe('an ensemble', () => {
  it('represents a number that is held', async () => {
    const net = new Network({ seed: 1 });
    const ensemble = net.ensemble(100, 1);
    net.connect(net.constant([0.35]), ensemble);
    const value = net.probe(ensemble, { synapse: slow });
    expect((await observed(net, 400)).mean(value)[0]).toBeCloseTo(0.35, 1);
  });

  it('represents a vector that is held, each element apart', async () => {
    const net = new Network({ seed: 2 });
    const ensemble = net.ensemble(200, 3, { radius: 2 });
    net.connect(net.constant([1.2, -0.4, 0.8]), ensemble);
    const value = net.probe(ensemble, { synapse: slow });
    expect(farthest((await observed(net, 400)).mean(value), [1.2, -0.4, 0.8])).toBeLessThan(0.1);
  });

  it('follows a number that changes, as the filters on the way would', async () => {
    const net = new Network({ seed: 3 });
    const ensemble = net.ensemble(150, 1);
    const [source, straight] = [net.function(t => [Math.sin(6.28 * t)], 0, 1), net.passthrough(1)];
    net.connect(source, ensemble);
    net.connect(source, straight);
    const [value, wanted] = [net.probe(ensemble, { synapse: lowpass(0.03) }), net.probe(straight, { synapse: lowpass(0.03) })];
    const found = await observed(net, 1000);
    expect(rmsDifference(found.line(value), found.line(wanted))).toBeLessThan(0.04);
  });

  it('follows a vector that changes, as the filters on the way would', async () => {
    const net = new Network({ seed: 4 });
    const ensemble = net.ensemble(200, 2);
    const [source, straight] = [net.function(t => [Math.sin(6.28 * t) / 2, Math.cos(6.28 * t) / 2], 0, 2), net.passthrough(2)];
    net.connect(source, ensemble);
    net.connect(source, straight);
    const [value, wanted] = [net.probe(ensemble, { synapse: lowpass(0.03) }), net.probe(straight, { synapse: lowpass(0.03) })];
    const found = await observed(net, 1000);
    for (const element of [0, 1]) expect(rmsDifference(found.line(value, element), found.line(wanted, element))).toBeLessThan(0.06);
  });

  it('of two dimensions multiplies them, decoding their product', async () => {
    const net = new Network({ seed: 5 });
    const ensemble = net.ensemble(250, 2, { radius: 1.5 });
    const end = net.passthrough(1);
    net.connect(
      net.function(t => [Math.sin(6.28 * t)], 0, 1),
      ensemble.at(0),
    );
    net.connect(net.constant([0.6]), ensemble.at(1));
    net.connect(ensemble, end, { function: builtin('product') });
    const [product, factor] = [net.probe(end, { synapse: slow }), net.passthrough(1)];
    net.connect(net.nodes[1] ?? factor, factor, { transform: 0.6 });
    const wanted = net.probe(factor, { synapse: slow });
    const found = await observed(net, 1000);
    const difference = rmsDifference(found.line(product).slice(100), found.line(wanted).slice(95, -5));
    expect(difference).toBeLessThan(0.12);
  });

  const given = { gain: [2, 3, 4], bias: [10, 20, 30] };

  it('has the gain and bias it is given', async () => {
    const net = new Network({ seed: 6 });
    const cells = net.ensemble(3, 1, { label: 'a', neuronType: relu(), encoders: [[1], [1], [-1]], ...given });
    net.connect(net.constant([2]), cells, { synapse: null });
    const rates = net.probe(cells.neurons);
    const model = await build(net);
    expect([Array.from(float64Of(model, 'a.gain')), Array.from(float64Of(model, 'a.bias'))]).toEqual([given.gain, given.bias]);
    expect((await observed(net, 1)).last(rates)).toEqual([14, 26, 22]);
  });

  it('that is given gain and bias refuses rates and intercepts beside them', async () => {
    const net = new Network({ seed: 6, defaults: { ensemble: { maxRates: uniform(100, 110), intercepts: 0.5 } } });
    for (const both of [{ maxRates: uniform(100, 110) }, { intercepts: 0.5 }]) {
      const [name] = Object.keys(both);
      expect(() => net.ensemble(3, 1, { label: 'a', ...given, ...both })).toThrow(
        `a: ${name} has no effect beside gain and bias, from which rates and intercepts follow; leave out ${name}, or leave out gain and bias`,
      );
    }
    // Those that the network has for all its ensembles give way without a word.
    net.ensemble(3, 1, { label: 'a', ...given });
    const model = await build(net);
    const made = ensembleAt(model, 'a');
    expect(Array.from(gainOf(model, made))).toEqual(given.gain);
    expect(Array.from(float64Of(model, made.bias ?? ''))).toEqual(given.bias);
    expect(() => net.ensemble(3, 1, { gain: 1 })).toThrow('gain and bias must be given together, but gain alone was given');
  });

  it('with intercepts that no current can meet is refused: at one and above', async () => {
    for (const intercepts of [1, 1.2, [0, 1]])
      expect(await refusedBuild(net => net.ensemble(2, 1, { label: 'high', intercepts }))).toMatch(/^ValidationError.*high.*intercept/);
    expect(await refusedBuild(net => net.ensemble(2, 1, { label: 'high', intercepts: 0.99 }))).toBe('nothing was refused');
  });

  it('with rates that its refractory time forbids is refused', async () => {
    const make = (maxRates: number) => (net: Network) =>
      net.ensemble(2, 1, { label: 'fast', neuronType: lif({ tauRef: 0.002 }), maxRates });
    expect(await refusedBuild(make(500))).toMatch(/^ValidationError.*fast.*(rate|Rates)/);
    expect(await refusedBuild(make(499))).toBe('nothing was refused');
  });
});

describe('encoders', () => {
  async function scaledBy(normalizeEncoders: boolean) {
    const net = new Network();
    const encoders = [
      [3, 4],
      [0, -0.5],
      [-2, 0],
    ];
    const ensemble = net.ensemble(3, 2, { neuronType: relu(), encoders, normalizeEncoders, gain: 10, bias: 0, radius: 2 });
    net.connect(net.constant([1, 1]), ensemble, { synapse: null });
    const [scaled, rates] = [net.probe(ensemble, { attribute: 'scaledEncoders' }), net.probe(ensemble.neurons)];
    const found = await observed(net, 1);
    return [found.last(scaled), found.last(rates)];
  }

  it('are those given, each of length one', async () => {
    expect(await scaledBy(true)).toEqual([
      [3, 4, 0, -5, -5, 0],
      [7, 0, 0],
    ]);
  });

  it('are as they are where nothing is to be normalised', async () => {
    expect(await scaledBy(false)).toEqual([
      [15, 20, 0, -2.5, -10, 0],
      [35, 0, 0],
    ]);
  });

  it('need a positive number of neurons', () => {
    const net = new Network();
    expect(() => net.ensemble(-1, 1)).toThrow('ensemble0: neurons must be a whole number >= 1, but -1 was given');
    expect(() => net.ensemble(0, 1, { encoders: [] })).toThrow('ensemble0: neurons must be a whole number >= 1, but 0 was given');
  });

  it('need a positive number of dimensions', () => {
    const net = new Network();
    expect(() => net.ensemble(10, 0)).toThrow('ensemble0: dimensions must be a whole number >= 1, but 0 was given');
    expect(() => net.ensemble(10, -2)).toThrow('dimensions must be a whole number >= 1');
  });

  it('of the wrong shape are refused, naming both', async () => {
    for (const encoders of [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
      ],
    ])
      expect(await refusedBuild(net => net.ensemble(3, 2, { label: 'odd', encoders }))).toMatch(/^ValidationError.*odd\.encoders.*3/);
  });

  it('of length zero are refused', async () => {
    expect(
      await refusedBuild(net =>
        net.ensemble(2, 2, {
          label: 'flat',
          encoders: [
            [0, 1],
            [0, 0],
          ],
        }),
      ),
    ).toContain('flat: encoder 1 has length 0 and cannot be normalised');
    expect(await refusedBuild(net => net.ensemble(2, 1, { label: 'flat', encoders: [[0], [0]] }))).toContain(
      'ValidationError flat: encoder 0',
    );
  });
});

describe('evaluation points of an ensemble', () => {
  const pointsOf = async (options: Parameters<Network['ensemble']>[2], connection: Parameters<Network['connect']>[2] = {}) => {
    const net = new Network({ seed: 7 });
    const a = net.ensemble(20, 2, options);
    net.connect(a, net.passthrough(2), { label: 'c', ...connection });
    const model = await build(net);
    return tensorOf(model, connectionAt(model, 'c').solve?.evalPoints ?? '');
  };

  it('are as many as are asked for', async () => {
    for (const evalPointCount of [1, 123, 3000]) expect((await pointsOf({ evalPointCount })).shape).toEqual([evalPointCount, 2]);
  });

  it('that are given are as many as they are, and another number beside them is refused', async () => {
    const given = Array.from({ length: 40 }, (_, i) => [i / 40, 0]);
    const alone = await pointsOf({ evalPoints: given });
    expect([alone.shape, Array.from(alone.data)]).toEqual([[40, 2], given.flat()]);
    expect((await pointsOf({ evalPoints: given, evalPointCount: 40 })).shape).toEqual([40, 2]);
    await expect(pointsOf({ evalPoints: given, evalPointCount: 7 })).rejects.toThrow(
      /evalPointCount 7 has no effect beside 40 evalPoints that are given as values, which are all used; leave out evalPointCount/,
    );
    const net = new Network({ defaults: { ensemble: { evalPointCount: 7 } } });
    expect(net.ensemble(5, 2, { evalPoints: given }).settings.evalPointCount).toBeNull();
  });

  it('lie within the radius, and are given in units of it', async () => {
    const [unit, wide] = [await pointsOf({ radius: 1 }), await pointsOf({ radius: 10 })];
    const longest = (data: ArrayLike<number>) => {
      let most = 0;
      for (let i = 0; i < data.length; i += 2) most = Math.max(most, Math.hypot(data[i] ?? 0, data[i + 1] ?? 0));
      return most;
    };
    expect(longest(unit.data)).toBeLessThanOrEqual(1 + 1e-12);
    expect(longest(wide.data)).toBeCloseTo(10 * longest(unit.data), 9);
    expect(longest(wide.data)).toBeGreaterThan(9);
    expect(
      Array.from(
        (
          await pointsOf({
            radius: 4,
            evalPoints: [
              [0.5, 0],
              [0, 1],
            ],
          })
        ).data,
      ),
    ).toEqual([2, 0, 0, 4]);
  });
});

describe('a connection with a sparse matrix', () => {
  it('gives what the full matrix gives, from nodes and from neurons', async () => {
    const net = new Network({ seed: 8 });
    const matrix = sparse({ shape: [3, 4], rows: [0, 2, 2], columns: [3, 0, 1], values: [2, -1, 0.5] });
    const ends = [net.passthrough(3), net.passthrough(3)] as const;
    const cells = net.ensemble(4, 1, { neuronType: relu(), gain: 1, bias: [1, 2, 3, 4], encoders: null });
    net.connect(net.constant([1, 2, 3, 4]), ends[0], { synapse: null, transform: matrix });
    net.connect(cells.neurons, ends[1], { synapse: null, transform: matrix });
    const probes = ends.map(end => net.probe(end));
    const found = await observed(net, 1);
    expect(probes.map(probe => found.last(probe))).toEqual([
      [8, 0, 0],
      [8, 0, 0],
    ]);
  });
});
