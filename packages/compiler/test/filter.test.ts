import { discretise, type Filter, stateSize } from '@rheobase/compiler';
import { alpha, lowpass, type SynapseRecord } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { goldenFile, relativeError } from './golden-file.js';

/** What a filter answers to a list of inputs, from rest. */
function filtered(filter: Filter, inputs: readonly number[]): readonly number[] {
  let x0 = 0;
  let x1 = 0;
  return inputs.map(u => {
    if (filter.form === 'gain') return filter.d * u;
    if (filter.form === 'first') {
      x0 = filter.a * x0 + filter.b * u;
      return x0;
    }
    const [a00, a01, a10, a11] = filter.a;
    [x0, x1] = [a00 * x0 + a01 * x1 + filter.b[0] * u, a10 * x0 + a11 * x1 + filter.b[1] * u];
    return filter.c[0] * x0 + filter.c[1] * x1;
  });
}

/** The output that a constant input of 1 settles to. */
function steady(filter: Filter): number {
  if (filter.form === 'gain') return filter.d;
  if (filter.form === 'first') return filter.b / (1 - filter.a);
  const [a00, a01, a10, a11] = filter.a;
  const det = (1 - a00) * (1 - a11) - a01 * a10;
  const x0 = ((1 - a11) * filter.b[0] + a01 * filter.b[1]) / det;
  const x1 = (a10 * filter.b[0] + (1 - a00) * filter.b[1]) / det;
  return filter.c[0] * x0 + filter.c[1] * x1;
}

interface Response {
  readonly synapse: { readonly type: string; readonly tau: number };
  readonly dt: number;
  readonly impulse_response: readonly number[];
  readonly step_response: readonly number[];
}

const synapseOf = ({ type, tau }: Response['synapse']): SynapseRecord | null =>
  type === 'lowpass' ? lowpass(tau) : type === 'alpha' ? alpha(tau) : null;

describe('filters', () => {
  const responses: readonly Response[] = goldenFile('component_synapses').cases;
  const known = responses.flatMap(c => {
    const synapse = synapseOf(c.synapse);
    return synapse ? [{ ...c, filter: discretise(synapse, c.dt), type: synapse.type, tau: synapse.tau }] : [];
  });

  it('have golden responses of lowpass and alpha', () => expect(known).toHaveLength(12));

  it.each(known)('of $type with tau $tau and dt $dt agree with the golden responses to 1e-9', ({ filter, ...golden }) => {
    const count = golden.impulse_response.length;
    const impulse = Array.from({ length: count }, (_, i) => (i === 0 ? 1 : 0));
    expect(relativeError(filtered(filter, impulse), golden.impulse_response)).toBeLessThan(1e-9);
    expect(relativeError(filtered(filter, new Array<number>(count).fill(1)), golden.step_response)).toBeLessThan(1e-9);
  });

  const signals: readonly (Response & { readonly x: readonly (readonly number[])[]; readonly filt: readonly (readonly number[])[] })[] =
    goldenFile('component_synapse_filt').cases;

  it.each(signals.filter(c => synapseOf(c.synapse)))('of $synapse.type filter the golden signals to 1e-9', ({ synapse, dt, x, filt }) => {
    const filter = discretise(synapseOf(synapse) ?? lowpass(0), dt);
    for (const column of [0, 1]) {
      const [given, expected] = [x, filt].map(rows => rows.map(row => row[column] ?? 0));
      expect(relativeError(filtered(filter, given ?? []), expected ?? [])).toBeLessThan(1e-9);
    }
  });

  it.each([1e-5, 1e-3, 0.005, 0.1, 1, 10])('settle to a constant input, tau %d', tau => {
    for (const dt of [1e-3, 1e-4]) {
      expect(Math.abs(steady(discretise(lowpass(tau), dt)) - 1)).toBeLessThan(1e-9);
      expect(Math.abs(steady(discretise(alpha(tau), dt)) - 1)).toBeLessThan(1e-9);
    }
  });

  it('follow a constant input exactly along the continuous response', () => {
    const [tau, dt] = [0.03, 0.001];
    const ones = new Array<number>(200).fill(1);
    const time = (i: number) => ((i + 1) * dt) / tau;
    expect(
      relativeError(
        filtered(discretise(lowpass(tau), dt), ones),
        ones.map((_, i) => 1 - Math.exp(-time(i))),
      ),
    ).toBeLessThan(1e-12);
    expect(
      relativeError(
        filtered(discretise(alpha(tau), dt), ones),
        ones.map((_, i) => 1 - (1 + time(i)) * Math.exp(-time(i))),
      ),
    ).toBeLessThan(1e-10);
  });

  it('without a time constant pass on what comes in', () => {
    expect([discretise(lowpass(0), 0.001), discretise(alpha(0), 0.001)]).toEqual([
      { form: 'gain', d: 1 },
      { form: 'gain', d: 1 },
    ]);
  });

  it('pass on what comes in where the square of the time constant is out of range', () => {
    for (const tau of [1e-160, 5e-324]) expect(discretise(alpha(tau), 0.001)).toEqual({ form: 'gain', d: 1 });
  });

  it('keep as many values of state as their order', () => {
    expect([lowpass(0), lowpass(0.1), alpha(0.1)].map(s => stateSize(discretise(s, 0.001)))).toEqual([0, 1, 2]);
  });
});
