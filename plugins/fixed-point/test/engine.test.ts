import { build } from '@rheobase/build';
import { convolution, dense, indices, lif, lowpass, Network, pooling, scale, spikingRelu, uniform } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { loihi1, loihi1Emulator } from '../src/index.js';
import { compile, DT, engineOf, record, rows, wave } from './engine-case.js';

const HOST = 12;
const CHIP = 10;
const WEIGHTS = rows(wave(HOST * CHIP, 1), HOST);
const GAIN = wave(CHIP, 2).map(x => 1.2 + x);
const BIAS = wave(CHIP, 3).map(x => 0.6 + 0.3 * x);
const PIXELS = wave(HOST, 4).map(x => 1.5 + x);

function mlp(tau: number | null): Network {
  const network = new Network({ seed: 1 });
  const neuronType = lif({ amplitude: 0.01 });
  const image = network.input(HOST, { label: 'image' });
  const first = network.ensemble(HOST, 1, { label: 'first', neuronType, encoders: null, gain: 1, bias: 0 });
  const second = network.ensemble(CHIP, 1, { label: 'second', neuronType, encoders: null, gain: GAIN, bias: BIAS });
  const out = network.passthrough(3, { label: 'out' });
  network.connect(image, first.neurons, { synapse: null });
  network.connect(first.neurons, second.neurons, { synapse: tau === null ? null : lowpass(tau), transform: dense(WEIGHTS) });
  network.connect(second.neurons, out, { synapse: null, transform: dense(rows(wave(3 * CHIP, 5), CHIP)) });
  network.connect(network.constant([0.5, 0, -0.5]), out, { synapse: null });
  network.probe(first.neurons, { label: 'host spikes' });
  network.probe(second.neurons, { label: 'chip spikes' });
  network.probe(second.neurons, { label: 'filtered', synapse: lowpass(0.02) });
  network.probe(out, { label: 'logits' });
  network.probe(out, { label: 'read', synapse: lowpass(0.1) });
  return network;
}

/** The second layer in float64, with the chip's order of a step and its whole refractory steps, from recorded spikes of the first. */
function floatLayer(hostSpikes: readonly number[][], tau: number | null): number[][] {
  const keep = tau === null ? 0 : Math.exp(-DT / tau);
  const leak = Math.exp(-DT / 0.02);
  const current = new Array<number>(CHIP).fill(0);
  const voltage = new Array<number>(CHIP).fill(0);
  const held = new Array<number>(CHIP).fill(0);
  return hostSpikes.map((_, t) =>
    WEIGHTS.map((weights, i) => {
      const arrived = t === 0 ? [] : (hostSpikes[t - 1] ?? []);
      const sum = weights.reduce((total, w, k) => total + w * (arrived[k] ?? 0), 0);
      current[i] = keep * (current[i] ?? 0) + (1 - keep) * (GAIN[i] ?? 0) * sum;
      const j = (current[i] ?? 0) + (BIAS[i] ?? 0);
      let v = Math.max(leak * (voltage[i] ?? 0) + (1 - leak) * j, 0);
      if ((held[i] ?? 0) > 0) v = 0;
      held[i] = Math.max((held[i] ?? 0) - 1, 0);
      const fires = v > 1;
      if (fires) held[i] = 2;
      voltage[i] = fires ? 0 : v;
      return fires ? 1 : 0;
    }),
  );
}

const countsOf = (spikes: readonly number[][]) =>
  spikes.reduce((sum, row) => sum.map((n, i) => n + (row[i] ? 1 : 0)), new Array<number>(spikes[0]?.length ?? 0).fill(0));

describe('a network on host and chip', () => {
  for (const tau of [null, 0.005]) {
    for (const profile of [loihi1, loihi1Emulator]) {
      it(`agrees with its float simulation with synapse ${tau} on ${profile.id}`, async () => {
        const engine = await engineOf(mlp(tau), 1, profile);
        engine.setInput('image', Float64Array.from(PIXELS));
        const host: number[][] = [];
        const chip: number[][] = [];
        for (let t = 0; t < 600; t++) {
          engine.step();
          host.push(Array.from(engine.signal('host spikes')));
          chip.push(Array.from(engine.signal('chip spikes')));
        }
        const wanted = countsOf(floatLayer(host, tau));
        const total = wanted.reduce((a, b) => a + b, 0);
        expect(total).toBeGreaterThan(150);
        const off = countsOf(chip).map((n, i) => Math.abs(n - (wanted[i] ?? 0)));
        expect(off.reduce((a, b) => a + b, 0) / total).toBeLessThan(0.03);
        expect(engine.counters()).toMatchObject({ input: 0, current: 0, membrane: 0, lostSpikes: 0 });
      });
    }
  }

  it('brings chip spikes to the host one step late, through the read-out', async () => {
    const engine = await engineOf(mlp(null));
    const readOut = rows(wave(3 * CHIP, 5), CHIP);
    engine.setInput('image', Float64Array.from(PIXELS));
    let before = new Array<number>(CHIP).fill(0);
    for (let t = 0; t < 100; t++) {
      engine.step();
      const logits = engine.signal('logits');
      [0.5, 0, -0.5].forEach((bias, k) => {
        const sum = (readOut[k] ?? []).reduce((total, w, i) => total + w * (before[i] ?? 0), 0);
        expect(logits[k]).toBeCloseTo(sum + bias, 9);
      });
      before = Array.from(engine.signal('chip spikes'));
    }
  });

  it('filters probes of chip neurons like any other', async () => {
    const engine = await engineOf(mlp(null));
    engine.setInput('image', Float64Array.from(PIXELS));
    const keep = Math.exp(-DT / 0.02);
    let state = new Array<number>(CHIP).fill(0);
    for (let t = 0; t < 100; t++) {
      engine.step();
      for (const [i, value] of state.entries()) expect(engine.signal('filtered')[i]).toBeCloseTo(value, 9);
      const spikes = engine.signal('chip spikes');
      state = state.map((value, i) => keep * value + (1 - keep) * (spikes[i] ?? 0));
    }
  });

  it('runs the items of a batch independently', async () => {
    const model = await build(mlp(0.005));
    const items = [PIXELS, PIXELS.map(x => 2 - x), PIXELS.map(x => x / 2)];
    const together = await compile(model, 3);
    together.setInput('image', Float64Array.from(items.flat()));
    const batch = record(together, 'read', 120);
    for (const [i, item] of items.entries()) {
      const alone = await compile(model);
      alone.setInput('image', Float64Array.from(item));
      expect(batch.map(row => row.slice(3 * i, 3 * i + 3))).toEqual(record(alone, 'read', 120));
    }
  });

  it('goes on from a snapshot as if it had not stopped, and starts anew after reset', async () => {
    const model = await build(mlp(0.005));
    const engine = await compile(model);
    engine.setInput('image', Float64Array.from(PIXELS));
    const start = record(engine, 'read', 60);
    const snapshot = engine.snapshot();
    const rest = record(engine, 'read', 60);
    engine.restore(snapshot);
    expect(record(engine, 'read', 60)).toEqual(rest);
    const other = await compile(model);
    other.restore(snapshot);
    expect(record(other, 'read', 60)).toEqual(rest);
    engine.reset();
    engine.setInput('image', Float64Array.from(PIXELS));
    expect(record(engine, 'read', 60)).toEqual(start);
    const wider = await compile(model, 2);
    expect(() => wider.restore(snapshot)).toThrow(/snapshot/);
  });

  it('composes transforms on both sides of passthrough nodes into the same weights', async () => {
    const neuronType = lif({ amplitude: 0.01 });
    const kernel = wave(2 * 2 * 2 * 3, 6).map(x => 2 * x);
    const network = (composed: boolean) => {
      const net = new Network({ seed: 2 });
      const image = net.input(32, { label: 'image', shape: [4, 4, 2] });
      const first = net.ensemble(32, 1, { label: 'first', neuronType, encoders: null, gain: 1, bias: 0 });
      const second = net.ensemble(3, 1, { label: 'second', neuronType, encoders: null, gain: [1, 2, 3], bias: 0.5 });
      net.connect(image, first.neurons, { synapse: null });
      const pool = pooling({ inputShape: [4, 4, 2], poolSize: 2, mode: 'average' });
      const conv = convolution({
        inputShape: [2, 2, 2],
        filters: 3,
        kernelSize: 2,
        kernel: { type: 'samples', values: { dtype: 'float64', shape: [2, 2, 2, 3], data: Float64Array.from(kernel) } },
      });
      if (composed) {
        const pooled = net.passthrough(8, { label: 'pooled' });
        const again = net.passthrough(8, { label: 'again' });
        net.connect(first.neurons, pooled, { synapse: null, transform: pool });
        net.connect(pooled, again, { synapse: lowpass(0.005), transform: indices(8, [0, 1, 2, 3, 4, 5, 6, 7]) });
        net.connect(again, second.neurons, { synapse: null, transform: conv });
      } else {
        const matrix = Array.from({ length: 3 }, (_, f) =>
          Array.from({ length: 32 }, (_, i) => {
            const [y, x, c] = [Math.floor(i / 8), Math.floor(i / 2) % 4, i % 2];
            return (kernel[((Math.floor(y / 2) * 2 + Math.floor(x / 2)) * 2 + c) * 3 + f] ?? 0) / 4;
          }),
        );
        net.connect(first.neurons, second.neurons, { synapse: lowpass(0.005), transform: dense(matrix) });
      }
      net.probe(second.neurons, { label: 'spikes' });
      return net;
    };
    const [a, b] = [await engineOf(network(true)), await engineOf(network(false))];
    for (const engine of [a, b]) engine.setInput('image', Float64Array.from(wave(32, 7).map(x => 2 + x)));
    const spikes = record(a, 'spikes', 300);
    expect(spikes).toEqual(record(b, 'spikes', 300));
    expect(countsOf(spikes).some(n => n > 5)).toBe(true);
  });

  it('composes decoders and encoders into weights between ensembles, and decodes read-outs on the host', async () => {
    const net = new Network({ seed: 3 });
    const input = net.input(1, { label: 'x' });
    const a = net.ensemble(80, 1, { label: 'a', maxRates: uniform(80, 120) });
    const b = net.ensemble(80, 1, { label: 'b', maxRates: uniform(80, 120) });
    const out = net.passthrough(1, { label: 'out' });
    net.connect(input, a, { synapse: null });
    net.connect(a, b, { synapse: lowpass(0.01) });
    net.connect(b, out, { synapse: lowpass(0.03), transform: scale(2, 1) });
    net.probe(out, { label: 'twice' });
    net.probe(b, { label: 'decoded', synapse: lowpass(0.03) });
    const engine = await engineOf(net);
    expect(engine.placement.host.map(({ ensemble }) => ensemble)).toEqual(['a']);
    for (const x of [-0.6, 0.1, 0.7]) {
      engine.setInput('x', Float64Array.of(x));
      const values = record(engine, 'twice', 400).slice(200);
      const mean = values.reduce((sum, [v = 0]) => sum + v, 0) / values.length;
      expect(Math.abs(mean / 2 - x)).toBeLessThan(0.08);
      expect(Math.abs((engine.signal('decoded')[0] ?? 0) - x)).toBeLessThan(0.12);
    }
  });

  it('counts spikes of the host that the chip cannot take', async () => {
    const net = new Network();
    const own = { encoders: null, gain: 1, bias: 0 } as const;
    const first = net.ensemble(2, 1, { label: 'first', neuronType: spikingRelu(), ...own });
    const second = net.ensemble(2, 1, { label: 'second', neuronType: lif(), ...own });
    net.connect(net.input(2, { label: 'image' }), first.neurons, { synapse: null });
    net.connect(first.neurons, second.neurons, { synapse: null, transform: scale(0.01, 2) });
    const engine = await engineOf(net);
    engine.setInput('image', Float64Array.of(900, 3000));
    for (let t = 0; t < 100; t++) engine.step();
    expect(engine.counters()).toMatchObject({ lostSpikes: 200, synapticEvents: 89 + 99 });
  });

  it('keeps an ensemble on the host where its hint says so', async () => {
    const net = mlp(null);
    const extra = net.ensemble(CHIP, 1, { label: 'extra', neuronType: lif(), encoders: null, gain: 1, bias: 2, hints: { onChip: false } });
    net.probe(extra.neurons, { label: 'extra spikes' });
    const engine = await engineOf(net);
    expect(engine.placement.host).toContainEqual({ ensemble: 'extra', reason: 'its hint onChip is false' });
    expect(
      record(engine, 'extra spikes', 100)
        .flat()
        .some(x => x > 0),
    ).toBe(true);
  });
});
