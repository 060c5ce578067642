import { isSpiking, type NeuronKind } from '@rheobase/core';
import { type Model, needModel } from '@rheobase/model';
import { lower } from '@rheobase/program';
import type { Refusal } from '../plugin/backend.js';
import { type Kernels, kernelsListed } from './kernel.js';

/** What a backend made of kernels can do. */
export interface Abilities {
  /** Neuron types; default all. */
  readonly neurons?: readonly NeuronKind[];
  readonly kernels: Kernels;
}

/**
 * What of a model a backend made of kernels cannot do: neuron types that are not listed, operators without a kernel. What the model itself
 * does wrong (a cycle without delay, say) is not a refusal; `compile` raises it.
 */
export function refuse(model: Model, { neurons, kernels }: Abilities): readonly Refusal[] {
  needModel('refuse', model);
  const types = model.ensembles
    .filter(({ neuronType }) => neurons !== undefined && !neurons.includes(neuronType.type))
    .map(({ path, neuronType }) => ({
      object: path,
      feature: `neuron type ${neuronType.type}`,
      reason: `this backend runs ${neurons?.join(', ')}${isSpiking(neuronType) ? '; evaluate with neurons: "rate" to run a rate twin' : ''}`,
    }));
  const missing = new Map<string, Refusal>();
  // Any step length shows which operators there are.
  for (const { kind, source } of lower(model, { dt: 0.001, dry: true }).operators) {
    if (kernels[kind] || missing.has(`${source} ${kind}`)) continue;
    missing.set(`${source} ${kind}`, {
      object: source,
      feature: `operator ${kind}`,
      reason: `this backend has no kernel for it; ${kernelsListed(kernels)}`,
    });
  }
  return [...types, ...missing.values()];
}
