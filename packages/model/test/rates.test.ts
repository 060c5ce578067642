import { build, buildReported, type Curves, evalPointDecoding, resolve, responseCurves, rmses, tuningCurves } from '@rheobase/build';
import {
  integrateAndFire,
  izhikevich,
  lif,
  lifRate,
  mapParameters,
  Network,
  type NeuronRecord,
  rate,
  relu,
  softLif,
  spikingRelu,
  stepsOf,
} from '@rheobase/core';
import { type Model, tensorOf } from '@rheobase/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenFile } from '../../conformance/test/golden-file.js';

const plain = (neuron: NeuronRecord): NeuronRecord<number> =>
  mapParameters(neuron, value => (typeof value === 'number' ? value : Number.NaN));

describe('rates', () => {
  const smooth: readonly {
    readonly sigma: number;
    readonly tau_rc: number;
    readonly tau_ref: number;
    readonly amplitude: number;
    readonly J: readonly number[];
    readonly rate: readonly number[];
    readonly lifRate: readonly number[];
  }[] = goldenFile('softlif').cases;

  it.each(smooth)('of softLif with sigma $sigma agree with the golden numbers to their 1e-9 of each', ({
    sigma,
    tau_rc,
    tau_ref,
    amplitude,
    J,
    ...golden
  }) => {
    const soft = plain(softLif({ sigma, tauRc: tau_rc, tauRef: tau_ref, amplitude }));
    const hard = plain(lifRate({ tauRc: tau_rc, tauRef: tau_ref, amplitude }));
    J.forEach((j, i) => {
      expect(Math.abs(rate(soft, j) / (golden.rate[i] ?? 0) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(rate(hard, j) - (golden.lifRate[i] ?? 0))).toBeLessThanOrEqual(1e-12 * Math.abs(golden.lifRate[i] ?? 0));
    });
  });

  it('of Izhikevich neurons count the spikes that Nengo counts, also where one rounding decides', () => {
    const regular = plain(izhikevich({ tauRecovery: 0.061, coupling: 0.196, resetVoltage: -56.3, resetRecovery: 7.24 }));
    expect([rate(regular, 14), rate(regular, 16)]).toEqual([64, 76]);
    const bursting = plain(izhikevich({ tauRecovery: 0.072, coupling: 0.215, resetVoltage: -50.1, resetRecovery: 2.26 }));
    expect([rate(bursting, 4), rate(bursting, 6)]).toEqual([55, 88]);
  });

  it('grow with the current and are never negative', () => {
    const types = [
      lif({ amplitude: 0.5 }),
      lifRate({ tauRef: 0 }),
      softLif(),
      softLif({ sigma: 1e-3 }),
      relu(),
      spikingRelu(),
      integrateAndFire(),
      integrateAndFire({ refractory: 0.002, threshold: 3 }),
      integrateAndFire({ tauRc: 0.05, threshold: 3 }),
      integrateAndFire({ threshold: 3, reset: -2 }),
      integrateAndFire({ tauRc: 0.05, threshold: 3, reset: 2 }),
    ].map(plain);
    const current = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...types), current, current, (neuron, a, b) => {
        const [low, high] = [rate(neuron, Math.min(a, b)), rate(neuron, Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high * (1 + 1e-12)).toBeGreaterThanOrEqual(low);
        expect(Number.isFinite(high)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [null, -0.5, 0.002],
    [null, 0.7, 0],
    [0.02, -0.5, 0.002],
    [0.02, 0.7, 0],
  ])('of integrateAndFire with leak %s and reset to %s are those of its spikes in small steps', (tauRc, reset, refractory) => {
    const [threshold, amplitude, dt] = [1.2, 3, 1e-6];
    const neuron = plain(integrateAndFire({ tauRc, reset, refractory, threshold, amplitude }));
    for (const scale of [1.05, 1.5, 4]) {
      const current = tauRc === null ? 60 * scale : threshold * scale;
      const decay = tauRc === null ? 0 : 1 - Math.exp(-dt / tauRc);
      let v = reset;
      let steps = 0;
      for (; v < threshold; steps++) v += tauRc === null ? current * dt : (current - v) * decay;
      expect(Math.abs((rate(neuron, current) * (steps * dt + refractory)) / amplitude - 1)).toBeLessThan(1e-3);
    }
    expect(rate(neuron, tauRc === null ? 0 : threshold)).toBe(0);
  });

  it('of integrateAndFire with a reset past its threshold are one over its refractory time and the step of the spike', () => {
    for (const tauRc of [null, 0.02]) {
      const past = plain(integrateAndFire({ tauRc, reset: 3, threshold: 2, refractory: 0.004 }));
      expect(rate(past, 2.5)).toBeCloseTo(200, 9);
      expect(rate(past, 2.5, 0)).toBeCloseTo(250, 9);
    }
  });

  it('of integrateAndFire in a strong current are those of whole steps: 100.0 Hz for 0.009 s, 333.3 Hz for 0.002 s', () => {
    const [slow, fast] = [0.009, 0.002].map(refractory => plain(integrateAndFire({ tauRc: 0.02, refractory })));
    if (!slow || !fast) throw new Error('unreachable');
    expect(rate(slow, 1000)).toBeCloseTo(100, 9);
    expect(rate(fast, 1000)).toBeCloseTo(1000 / 3, 9);
    expect(rate(slow, 1000, 1e-4)).toBeCloseTo(1 / 0.0091, 9);
    expect(rate(plain(lif({ tauRef: 0.009 })), 1000)).toBeCloseTo(110.86, 2);
    expect(rate(plain(lif({ tauRef: 0.002 })), 1000)).toBeCloseTo(495.05, 2);
  });

  it('of integrateAndFire keep to the spikes that steps of dt allow, and are otherwise those of short steps', () => {
    const refractory = fc.oneof(fc.constant(0), fc.double({ min: 1e-5, max: 0.02, noNaN: true }));
    const spikes = fc.constantFrom('binary' as const, 'signed' as const, { max: 7 });
    fc.assert(
      fc.property(
        fc.constantFrom(null, 0.02),
        refractory,
        spikes,
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.constantFrom(0.001, 0.0003),
        (tauRc, time, range, current, dt) => {
          const neuron = plain(integrateAndFire({ tauRc, refractory: time, spikes: range }));
          const most = time > 0 || typeof range === 'string' ? 1 : range.max;
          const limit = time > 0 ? 1 / ((Math.floor(stepsOf(time, dt)) + 1) * dt) : most / dt;
          expect(rate(neuron, current, dt)).toBeCloseTo(Math.min(limit, rate(neuron, current, 0)), 6);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('for which decoders are solved are those of the step that build and resolve are given', async () => {
    const net = new Network({ seed: 1 });
    const cells = net.ensemble(20, 1, { label: 'a', neuronType: integrateAndFire({ tauRc: 0.02, refractory: 0.002 }) });
    net.probe(cells, { label: 'p' });
    const [usual, short] = [await build(net), await build(net, { dt: 1e-5 })];
    const decoders = (model: Model) => tensorOf(model, model.probes[0]?.decoders ?? '').data;
    const highest = (curves: Curves) => curves.outputs.reduce((most, x) => Math.max(most, x), 0);
    expect(decoders(usual)).not.toEqual(decoders(short));
    expect(decoders(await build(net, { dt: 0.001 }))).toEqual(decoders(usual));
    expect(decoders(resolve(usual, { dt: 1e-5 }))).toEqual(decoders(short));
    for (const curves of [tuningCurves, responseCurves]) {
      expect(highest(curves(usual, 'a'))).toBeCloseTo(1000 / 3, 9);
      expect(highest(curves(usual, 'a', undefined, { dt: 1e-5 }))).toBeGreaterThan(350);
    }
    expect(evalPointDecoding(short, 'p', { dt: 1e-5 }).decoded).not.toEqual(evalPointDecoding(short, 'p').decoded);
    expect(rmses(short, 'p', { dt: 1e-5 })[0]).toBeLessThan(rmses(short, 'p')[0] ?? 0);
    const store = new Map<string, Uint8Array>();
    const cache = { read: (key: string) => store.get(key) ?? null, write: (key: string, bytes: Uint8Array) => void store.set(key, bytes) };
    for (const dt of [0.001, 1e-5]) expect((await buildReported(net, { cache, dt })).report.cache).toEqual({ hits: 0, misses: 1 });
    expect((await buildReported(net, { cache, dt: 1e-5 })).report.cache).toEqual({ hits: 1, misses: 0 });
    for (const dt of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(build(net, { dt })).rejects.toThrow('build: dt must be a time in seconds > 0');
      expect(() => resolve(usual, { dt })).toThrow('resolve: dt must be');
    }
  });

  it('of softLif come to those of lifRate as sigma goes to zero', () => {
    const hard = plain(lifRate());
    const gap = (sigma: number, j: number) => Math.abs(rate(plain(softLif({ sigma })), j) - rate(hard, j));
    for (const j of [-1, 0, 0.9, 0.999, 1.001, 1.1, 2, 30]) {
      const gaps = [0.1, 0.01, 0.001, 1e-4, 1e-6, 1e-8].map(sigma => gap(sigma, j));
      gaps.slice(1).forEach((x, i) => {
        expect(x).toBeLessThanOrEqual((gaps[i] ?? 0) + 1e-12);
      });
      expect(gaps.at(-1)).toBeLessThan(1e-3);
    }
  });

  it('of softLif have no jump where its formula changes', () => {
    for (const sigma of [1, 0.02, 1e-3]) {
      const soft = plain(softLif({ sigma }));
      for (const edge of [-700, -600, -34, -20, 34]) {
        const [below, above] = [-1e-9, 1e-9].map(d => rate(soft, 1 + sigma * (edge + d)));
        expect(Math.abs((below ?? 0) / (above ?? 1) - 1)).toBeLessThan(1e-7);
      }
    }
  });

  it('of a silent neuron are exactly zero', () => {
    for (const neuron of [lif(), lifRate(), integrateAndFire({ tauRc: 0.02 })].map(plain))
      expect([rate(neuron, 1), rate(neuron, -5)]).toEqual([0, 0]);
    for (const neuron of [relu(), spikingRelu(), integrateAndFire()].map(plain))
      expect([rate(neuron, 0), rate(neuron, -5)]).toEqual([0, 0]);
  });
});
