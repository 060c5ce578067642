import { dense, lowpass, Network, product } from 'rheobase';
import { normalMatrix } from './random-matrix.js';

/** Which parts of the two Fourier coefficients each of the four products of a frequency multiplies. */
const PAIRS = [
  ['re', 're'],
  ['im', 'im'],
  ['re', 'im'],
  ['im', 're'],
] as const;

type Part = 're' | 'im';

/** Cosine, or minus sine, of `turns / of` full turns. */
const coefficient = (part: Part, turns: number, of: number): number => {
  const angle = (2 * Math.PI * (turns % of)) / of;
  return part === 're' ? Math.cos(angle) : -Math.sin(angle);
};

/**
 * Circular convolution of two vectors as a product of their Fourier coefficients. All frequencies get four products, also those that are
 * real for every vector, so that there are as many neurons as in the network compared with (`circularConvolution` of the library leaves
 * out the products that are always zero).
 */
export function circularConvolution(dimensions = 64, neurons = 200): Network {
  const net = new Network({ label: 'cconv', seed: 5 });
  const vector = (seed: number) => net.constant(Array.from(normalMatrix(1, dimensions, 1 / Math.sqrt(dimensions), seed).data));
  const a = vector(1);
  const b = vector(2);
  const products = Array.from({ length: Math.floor(dimensions / 2) + 1 }, (_, frequency) =>
    PAIRS.map(([ofA, ofB]) => ({ frequency, ofA, ofB })),
  ).flat();
  const indices = Array.from({ length: dimensions }, (_, i) => i);
  const rows = (part: (each: (typeof products)[number]) => Part) =>
    dense(products.map(each => indices.map(i => coefficient(part(each), each.frequency * i, dimensions))));
  const back = dense(
    indices.map(i =>
      products.map(({ frequency, ofA, ofB }) => {
        const weight = (frequency === 0 || 2 * frequency === dimensions ? 1 : 2) / dimensions;
        if (ofA !== ofB) return weight * coefficient('im', frequency * i, dimensions);
        return (ofA === 're' ? 1 : -1) * weight * coefficient('re', frequency * i, dimensions);
      }),
    ),
  );
  const parts = product(net, neurons, products.length, { inputMagnitude: 2 });
  const output = net.passthrough(dimensions);
  net.connect(a, parts.inputA, { transform: rows(each => each.ofA), synapse: lowpass(0.005) });
  net.connect(b, parts.inputB, { transform: rows(each => each.ofB), synapse: lowpass(0.005) });
  net.connect(parts.output, output, { transform: back, synapse: null });
  net.probe(output, { synapse: lowpass(0.03) });
  return net;
}
