import { mapParameters, type NeuronRecord } from '@rheobase/core';
import { rate } from '@rheobase/model';
import type { Arrays } from './arrays.js';

/** Types without state: the curve for which decoders are solved. */
export function rates(neuron: NeuronRecord<Float64Array>, { n, current, out }: Arrays): () => void {
  const each = Array.from({ length: n }, (_, k) => mapParameters(neuron, values => values[k]!));
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = rate(each[i % n]!, current[i]!);
  };
}
