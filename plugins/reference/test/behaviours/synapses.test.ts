import {
  alpha,
  combine,
  type Discretisation,
  defineProcess,
  filtered,
  linearFilter,
  lowpass,
  Network,
  type SynapseRecord,
  triangle,
} from '@rheobase/core';
import { filt } from '@rheobase/program';
import { describe, expect, it } from 'vitest';
import { farthest, observed } from './observed.js';

const wave = (t: number) => [Math.sin(40 * t), Math.cos(7 * t) - 0.5];
const STEPS = 120;
const rows = Array.from({ length: STEPS }, (_, n) => wave((n + 1) * 0.001));
const column = (i: number) => rows.map(row => row[i] ?? 0);

/** What arrives behind a synapse, element by element. */
async function behind(synapse: SynapseRecord | null) {
  const net = new Network();
  const end = net.passthrough(2);
  net.connect(net.function(wave, 0, 2), end, { synapse });
  const value = net.probe(end);
  const found = await observed(net, STEPS);
  return [0, 1].map(i => found.line(value, i));
}

const later = (values: readonly number[], steps = 1) => [...Array.from({ length: steps }, () => 0), ...values.slice(0, -steps)];

describe('a synapse on a connection', () => {
  it('of type lowpass gives the exponential average, a step later', async () => {
    const [found = []] = await behind(lowpass(0.01));
    const a = Math.exp(-0.1);
    let y = 0;
    const expected = column(0).map(x => {
      y = a * y + (1 - a) * x;
      return y;
    });
    expect(farthest(found, later(expected))).toBeLessThan(1e-12);
  });

  it('of type alpha is two lowpasses of the same time constant on a step that is held', async () => {
    const net = new Network();
    const end = net.passthrough(1);
    net.connect(net.constant([1]), end, { synapse: alpha(0.01) });
    const value = net.probe(end);
    const found = (await observed(net, STEPS)).line(value);
    const response = Array.from({ length: STEPS }, (_, n) => 1 - (1 + (n + 1) / 10) * Math.exp(-(n + 1) / 10));
    expect(farthest(found, later(response))).toBeLessThan(1e-12);
  });

  it('of type triangle is the average of the last steps, with weights that fall to the oldest', async () => {
    const [found = []] = await behind(triangle(0.003));
    const expected = column(0).map((_, n) => [4, 3, 2, 1].reduce((sum, weight, k) => sum + (weight / 10) * (column(0)[n - k] ?? 0), 0));
    expect(farthest(found, later(expected))).toBeLessThan(1e-12);
  });

  it.each<Discretisation>([
    'zoh',
    'bilinear',
    'euler',
    'backwardDifference',
  ])('of a general form solves its differential equation, whichever way it is put into steps: %s', async method => {
    // y'' + 300 y' + 30000 y = 30000 x; for a slow input y follows x, delayed by 300 / 30000 s.
    const synapse = linearFilter({ numerator: [30_000], denominator: [1, 300, 30_000], method });
    const [found = []] = await behind(synapse);
    const slow = column(1);
    const [, second = []] = await behind(synapse);
    expect(found).toHaveLength(STEPS);
    expect(farthest(second.slice(80), slow.slice(70, -10).slice(0, 40))).toBeLessThan(0.05);
  });

  it('that is none delivers in the same step, to the bit', async () => {
    expect(await behind(null)).toEqual([column(0), column(1)]);
  });

  it('adds one step of delay for each on the way, and a combination of two is one of them', async () => {
    const net = new Network();
    const source = net.function(wave, 0, 2);
    const middle = net.passthrough(2);
    const [chained, combined] = [net.passthrough(2), net.passthrough(2)];
    const [first, second] = [
      linearFilter({ numerator: [1], denominator: [0.004, 1], method: 'bilinear' }),
      linearFilter({ numerator: [1], denominator: [0.01, 1], method: 'bilinear' }),
    ];
    net.connect(source, middle, { synapse: first });
    net.connect(middle, chained, { synapse: second });
    net.connect(source, combined, { synapse: combine(first, second) });
    const probes = [chained, combined].map(end => net.probe(end));
    const filteredProbe = net.probe(combined, { synapse: lowpass(0) });
    const found = await observed(net, STEPS);
    const [two = [], one = []] = probes.map(probe => found.line(probe));
    expect(farthest(two, later(one))).toBeLessThan(1e-12);
    expect(found.line(filteredProbe)).toEqual(later(one));
  });

  it('filters what is decoded: the same as a filter behind the decoders', async () => {
    const net = new Network({ seed: 1 });
    const ensemble = net.ensemble(40, 2, { label: 'a' });
    net.connect(net.function(wave, 0, 2), ensemble);
    const [end, raw] = [net.passthrough(2), net.passthrough(2)];
    net.connect(ensemble, end, { seed: 1, synapse: lowpass(0.02) });
    net.connect(ensemble, raw, { seed: 1, synapse: null });
    const [value, plain] = [net.probe(end), net.probe(raw)];
    const found = await observed(net, STEPS);
    for (const i of [0, 1]) {
      const expected = filt(
        lowpass(0.02),
        found.line(plain, i).map(x => [x]),
      ).data;
      expect(farthest(found.line(value, i), later(Array.from(expected)))).toBeLessThan(1e-9);
    }
    expect(found.line(plain).some(x => x !== 0)).toBe(true);
  });

  it('of one’s own is a process between two connections; a filter is one, too', async () => {
    const longest = defineProcess({
      name: 'longest',
      version: '1',
      sizeIn: null,
      parameters: { keep: 0.9 },
      state: { held: 'out' },
      step: ({ x, state: { held = x }, parameters: { keep = 0 }, out }) => {
        for (let i = 0; i < out.length; i++) out[i] = held[i] = Math.max(x[i] ?? 0, keep * (held[i] ?? 0));
      },
    });
    const net = new Network();
    const source = net.function(wave, 0, 2);
    const [own, usual] = [net.process(longest(), { size: 2 }), net.process(filtered(lowpass(0.01)), { size: 2 })];
    net.connect(source, own, { synapse: null });
    net.connect(source, usual, { synapse: null });
    const [value, plain] = [net.probe(own), net.probe(usual)];
    const found = await observed(net, STEPS);
    let held = 0;
    expect(found.line(value)).toEqual(
      column(0).map(x => {
        held = Math.max(x, 0.9 * held);
        return held;
      }),
    );
    expect(farthest(later(found.line(plain, 1)), (await behind(lowpass(0.01)))[1] ?? [])).toBeLessThan(1e-15);
  });
});
