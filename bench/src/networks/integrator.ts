import { givenDecoders, leastSquaresL2, lowpass, Network } from 'rheobase';
import { normalMatrix } from './random-matrix.js';

/** From this size on, decoders are given: solving for them would take longer than everything else. */
const LARGEST_SOLVED = 4000;

/** One ensemble, decoded back onto itself. With more than 4,000 neurons (or `solved` false) its decoders are small random numbers. */
export function integrator(neurons: number, dimensions: number, solved = neurons <= LARGEST_SOLVED): Network {
  const net = new Network({ label: 'integrator', seed: 2 });
  const u = net.constant(Array.from({ length: dimensions }, () => 0.5 / Math.sqrt(dimensions)));
  const e = net.ensemble(neurons, dimensions, solved ? {} : { evalPointCount: 1000 });
  const solver = solved ? leastSquaresL2() : givenDecoders(normalMatrix(neurons, dimensions, 1e-4, 0));
  net.connect(u, e, { transform: 0.1 });
  net.connect(e, e, { synapse: lowpass(0.1), solver });
  net.probe(e, { synapse: lowpass(0.01), solver });
  return net;
}
