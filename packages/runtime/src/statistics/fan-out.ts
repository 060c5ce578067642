import { type Model, needModel } from '@rheobase/model';
import { forEachGroup, sortedHops } from './circles.js';
import { spikeWays } from './spike-ways.js';

/**
 * Synaptic operations that one spike of each neuron causes, by ensemble path: the weights it meets where it first meets any.
 *
 * - A dense, sparse or convolution transform counts the entries of the neuron's column. Decoders count the values that their transform
 *   gives, or the neurons of the target where they are weights between neurons. The way of a spike ends there.
 * - Passthrough nodes (so sums and concatenations), synapse nodes, ensembles that compute directly, and connections without a transform or
 *   with `scale`, `indices` or `pooling` have no weights of their own: what a spike meets behind them counts, once for each way to it.
 * - A `maxPool` node gives the spike of any input of a window to the output of the window. This is an upper bound: the node passes on the
 *   largest input, or the growth of the largest sum, and not every spike moves it.
 * - A spike that reaches neurons, an encoder, a learning rule, or a node that computes something else of its inputs, without a weight counts as one. So does one
 *   that reaches an element which leads nowhere: it is read out where it stands.
 * - Elements that go round in a circle are one place: a spike that reaches one of them meets what leads out of them all, once.
 */
export function fanOut(model: Model): ReadonlyMap<string, Float64Array> {
  needModel('fanOut', model);
  const { places, neurons, first, met, hops } = spikeWays(model);
  const sorted = sortedHops(places, hops);
  const counts = new Float64Array(places);
  const inGroup = new Uint8Array(places);
  forEachGroup(places, sorted, group => {
    for (const place of group) inGroup[place] = 1;
    let sum = 0;
    for (const place of group) {
      sum += met[place] ?? 0;
      const onward = sorted.targets.subarray(sorted.starts[place], sorted.starts[place + 1]);
      for (const target of onward) if (inGroup[target] === 0) sum += counts[target] ?? 0;
    }
    for (const place of group) {
      inGroup[place] = 0;
      counts[place] = sum > 0 || place < neurons ? sum : 1;
    }
  });
  return new Map(model.ensembles.map(({ path, neurons: size }) => [path, counts.slice(first.get(path), (first.get(path) ?? 0) + size)]));
}
