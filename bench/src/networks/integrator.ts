import { givenDecoders, leastSquaresL2, lowpass, Network } from 'rheobase';
import { normalMatrix } from './random-matrix.js';

/** Decoders that are not solved for: normal numbers. */
export interface GivenDecoders {
  readonly deviation: number;
  readonly seed: number;
}

/** One ensemble, decoded back onto itself: with solved decoders it integrates its input. */
export function integrator(neurons: number, dimensions: number, given: GivenDecoders | null = null, seed = 2): Network {
  const net = new Network({ label: 'integrator', seed });
  const u = net.constant(Array.from({ length: dimensions }, () => 0.5 / Math.sqrt(dimensions)));
  const e = net.ensemble(neurons, dimensions, given === null ? {} : { evalPointCount: 1000 });
  const solver = given === null ? leastSquaresL2() : givenDecoders(normalMatrix(neurons, dimensions, given.deviation, given.seed));
  net.connect(u, e, { transform: 0.1 });
  net.connect(e, e, { synapse: lowpass(0.1), solver });
  net.probe(e, { synapse: lowpass(0.01), solver });
  return net;
}
