import { build, buildReported, type DecoderStore, printBuildReport } from '@rheobase/build';
import { builtin, lif, lowpass, Network } from '@rheobase/core';
import { hashModel } from '@rheobase/model';
import { describe, expect, it } from 'vitest';

function network({ seed = 1, n = 20, tauRc = 0.02 } = {}): Network {
  const net = new Network({ seed });
  const a = net.ensemble(n, 2, { label: 'a', neuronType: lif({ tauRc }), evalPointCount: 50 });
  const b = net.ensemble(n, 2, { label: 'b', evalPointCount: 50 });
  net.connect(a, b, { function: builtin('square'), synapse: lowpass(0.01) });
  net.probe(b, { label: 'probe' });
  return net;
}

/** A store in memory, and how often it was asked. */
function memory() {
  const kept = new Map<string, Uint8Array>();
  const store: DecoderStore = { read: key => kept.get(key) ?? null, write: (key, bytes) => void kept.set(key, bytes) };
  return { kept, store };
}

describe('a decoder cache', () => {
  it('gives the model that is built without it, cold and warm', async () => {
    const { kept, store } = memory();
    const plain = hashModel(await build(network()));
    const cold = await buildReported(network(), { cache: store });
    const warm = await buildReported(network(), { cache: store });
    expect([hashModel(cold.model), hashModel(warm.model)]).toEqual([plain, plain]);
    expect(kept.size).toBe(2);
    expect(cold.report.cache).toEqual({ hits: 0, misses: 2 });
    expect(warm.report.cache).toEqual({ hits: 2, misses: 0 });
    expect(warm.report.phases.map(({ phase }) => phase)).not.toContain('activities');
  });

  it.each([
    ['another seed', { seed: 2 }],
    ['another neuron', { tauRc: 0.03 }],
    ['another size', { n: 21 }],
  ])('solves again for %s', async (_name, options) => {
    const { store } = memory();
    await build(network(), { cache: store });
    const { model, report } = await buildReported(network(options), { cache: store });
    expect(report.cache.misses).toBeGreaterThan(0);
    expect(hashModel(model)).toBe(hashModel(await build(network(options))));
  });

  it.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, -8)],
    ['empty', () => new Uint8Array(0)],
    ['changed in one bit', (bytes: Uint8Array) => bytes.map((byte, i) => (i === bytes.length - 3 ? byte ^ 1 : byte))],
    ['of another network', (bytes: Uint8Array) => new Uint8Array(bytes.length).fill(7)],
  ])('ignores and replaces what is %s', async (_name, damage) => {
    const { kept, store } = memory();
    const plain = hashModel(await build(network(), { cache: store }));
    const whole = new Map(kept);
    for (const [key, bytes] of whole) kept.set(key, damage(bytes));
    const { model, report } = await buildReported(network(), { cache: store });
    expect(hashModel(model)).toBe(plain);
    expect(report.cache).toEqual({ hits: 0, misses: 2 });
    expect(kept).toEqual(whole);
  });

  it('that fails is a note, not an error', async () => {
    const fail = () => {
      throw new Error('no room');
    };
    const { model, report } = await buildReported(network(), { cache: { read: fail, write: fail } });
    expect(hashModel(model)).toBe(hashModel(await build(network())));
    expect(report.notes).toEqual(['the decoder cache cannot be read: no room', 'the decoder cache cannot be written: no room']);
  });
});

describe('a build report', () => {
  it('times each part by the clock it is given, each without the parts within', async () => {
    let time = 0;
    const { report } = await buildReported(network(), { now: () => (time += 1000) });
    expect(report.phases.map(({ phase, count }) => [phase, count])).toEqual([
      ['nodes', 1],
      ['ensembles', 1],
      ['connections', 1],
      ['solve', 2],
      ['activities', 2],
      ['probes', 1],
      ['check', 1],
    ]);
    expect(report.phases.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0)).toBe(13);
    expect(printBuildReport(report)).toContain('total                       13.000 s');
  });

  it('has no times without a clock, and the model is that of build', async () => {
    const { model, report } = await buildReported(network());
    expect(report.phases.every(({ seconds }) => seconds === null)).toBe(true);
    expect(hashModel(model)).toBe(hashModel(await build(network())));
    expect(printBuildReport(report)).not.toMatch(/ s$/m);
  });
});
