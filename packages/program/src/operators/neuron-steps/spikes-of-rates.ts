import { poisson, type RandomStream, storedStreamSize, withStoredStream } from '@rheobase/math';
import type { Arrays, Typed } from './arrays.js';

/** Where the uniform numbers of a step come from: given in a signal, or drawn from streams whose states lie in one, an item each. */
export interface Draws {
  readonly given: Float64Array | null;
  readonly streams: Float64Array | null;
}

/** Evenly spaced spikes at the rates; floor, so that negative rates give negative spikes. */
export function regular({ amplitude }: Typed<'regularSpiking'>, rates: Float64Array, { n, dt, out, state }: Arrays): () => void {
  const voltage = state('voltage');
  return () => {
    for (let i = 0; i < out.length; i++) {
      const v = voltage[i]! + dt * rates[i]!;
      const spikes = Math.floor(v);
      voltage[i] = v - spikes;
      out[i] = spikes === 0 ? 0 : (spikes * amplitude[i % n]!) / dt;
    }
  };
}

/** `count` spikes with the sign of a rate, as output. */
const signed = (rate: number, count: number, amplitude: number, dt: number): number =>
  count === 0 ? 0 : ((rate < 0 ? -count : count) * amplitude) / dt;

/** Calls `each` for every item with its stream and the place of its first neuron. */
function itemByItem(streams: Float64Array, n: number, each: (random: RandomStream, first: number) => void): () => void {
  const items = streams.length / storedStreamSize;
  return () => {
    for (let item = 0; item < items; item++) withStoredStream(streams, item * storedStreamSize, random => each(random, item * n));
  };
}

/** The whole part of rate times step, and one more with the probability of the rest: one uniform number per neuron in every step. */
export function stochastic(neuron: Typed<'stochasticSpiking'>, rates: Float64Array, { n, dt, out }: Arrays, draws: Draws): () => void {
  const { amplitude } = neuron;
  const fire = (i: number, uniform: number): void => {
    const x = Math.abs(rates[i]!) * dt;
    const whole = Math.floor(x);
    out[i] = signed(rates[i]!, uniform < x - whole ? whole + 1 : whole, amplitude[i % n]!, dt);
  };
  const { given, streams } = draws;
  if (given !== null) {
    return () => {
      for (let i = 0; i < out.length; i++) fire(i, given[i]!);
    };
  }
  return itemByItem(streams ?? new Float64Array(0), n, (random, first) => {
    for (let i = first; i < first + n; i++) fire(i, random.uniform());
  });
}

/** A Poisson number of spikes of mean rate times step. */
export function poissonSpikes(
  neuron: Typed<'poissonSpiking'>,
  rates: Float64Array,
  { n, dt, out }: Arrays,
  { streams }: Draws,
): () => void {
  const { amplitude } = neuron;
  return itemByItem(streams ?? new Float64Array(0), n, (random, first) => {
    for (let i = first; i < first + n; i++) out[i] = signed(rates[i]!, poisson(random, Math.abs(rates[i]!) * dt), amplitude[i % n]!, dt);
  });
}
