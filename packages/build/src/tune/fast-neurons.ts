import { curveOf, type LifRate, type NeuronKind, type NeuronRecord } from '@rheobase/core';
import { type Encoded, type LeakyNeurons, solveKernels } from '@rheobase/kernels';

/** What a neuron type has of kernels: the numbers that its tuning goes by, and its rates. */
interface Fast<One, All> {
  /** null: these parameters have no kernel. */
  leak(neuron: One): LeakyNeurons | null;
  rates(neuron: All, encoded: Encoded): Float64Array | null;
}

type Curve<P> = Pick<LifRate<P>, 'tauRc' | 'tauRef' | 'amplitude'>;

const lif: Fast<Curve<number>, Curve<Float64Array>> = {
  leak: ({ tauRc, tauRef }) => ({ tauRc, threshold: 1, span: 1, refractory: tauRef }),
  rates: (neuron, encoded) => solveKernels.lifRates(encoded, neuron),
};

type Of<K, P> = Extract<NeuronRecord<P>, { readonly type: K }>;

/** The neuron types with kernels of their own. All others are built by their curves and formulas in core, and give the same bits. */
const fast: { readonly [K in NeuronKind]?: Fast<Of<K, number>, Of<K, Float64Array>> } = {
  lif,
  lifRate: lif,
  adaptiveLif: lif,
  adaptiveLifRate: lif,
  softLif: { ...lif, rates: () => null },
  integrateAndFire: {
    leak: ({ tauRc, threshold, reset, refractory }) => {
      const span = threshold - (reset.to === 'value' ? reset.value : 0);
      return tauRc === null || !(span > 0) ? null : { tauRc, threshold, span, refractory };
    },
    rates: () => null,
  },
};

const kinds: { readonly [K in NeuronKind]?: Fast<NeuronRecord<number>, NeuronRecord<Float64Array>> } = fast;

/** What `tuneLeaky` goes by for a neuron type, or for its base; null: it has no kernel. */
export function leakOf(neuron: NeuronRecord<number>): LeakyNeurons | null {
  const curve = curveOf(neuron);
  return kinds[curve.type]?.leak(curve) ?? null;
}

/** The rates of all neurons by a kernel, (points, neurons); null: the type has none. */
export const fastRates = (neuron: NeuronRecord<Float64Array>, encoded: Encoded): Float64Array | null =>
  kinds[neuron.type]?.rates(neuron, encoded) ?? null;
