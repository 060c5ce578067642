import { isSpiking } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelNode, ModelProbe } from '@rheobase/model';
import type { Refusal } from '@rheobase/runtime';
import { hasCurve, typeName } from './neurons.js';
import { orderFor } from './order.js';

/** What a model is wanted for. */
export type Purpose = 'train' | 'run';

const refusal = (object: string, feature: string, reason: string): Refusal => ({ object, feature, reason });

const WITHOUT_TIME = {
  train: 'each step is trained on its own; train with synapse: null and add synapses afterwards with withSynapses',
  run: 'this backend computes each step on its own; run it on the reference backend, or remove synapses and delays with strip',
} as const;

function ofNode({ path, record }: ModelNode, purpose: Purpose): Refusal | null {
  switch (record.type) {
    case 'function':
      return refusal(
        path,
        'function node',
        `a host function cannot be ${purpose === 'train' ? 'differentiated' : 'run on tensors'}; replace it by connections and neurons`,
      );
    case 'table':
      return refusal(
        path,
        'table node',
        'it depends on the step, and each step is computed on its own; give its rows as input data instead',
      );
    case 'process':
      return refusal(
        path,
        `process ${record.process.type}`,
        'it goes on in time, and each step is computed on its own; give what it yields as input data',
      );
    case 'synapse':
      return refusal(
        path,
        `node with synapse ${record.synapse.type}`,
        'it remembers earlier steps, and each step is computed on its own; put it behind the network',
      );
    case 'argmax':
      return purpose === 'train' ? refusal(path, 'argmax node', 'it has no slope; train on what feeds it') : null;
    case 'maxPool':
      return record.mode === 'exact'
        ? null
        : refusal(
            path,
            `maxPool mode ${record.mode}`,
            `it sums over steps; use mode 'exact' for rates${purpose === 'train' ? ' and change it after training' : ''}`,
          );
    default:
      return null;
  }
}

function ofEnsemble({ path, neuronType, noise }: ModelEnsemble, purpose: Purpose): Refusal | null {
  if (noise) return refusal(path, `noise ${noise.process.type}`, 'it goes on in time, and each step is computed on its own; leave it out');
  const feature = `neuron type ${typeName(neuronType)}`;
  if (purpose === 'run' && isSpiking(neuronType))
    return refusal(path, feature, "this backend runs rates only; evaluate with neurons: 'rate' to run the rate twin");
  if (hasCurve(neuronType)) return null;
  if (neuronType.type !== 'integrateAndFire')
    return refusal(path, feature, 'it has no rate curve on tensors; use relu or lifRate, or run it on the reference backend');
  return refusal(path, feature, 'it has no rate curve of its own to train on; train with relu or spikingRelu and convert with withNeurons');
}

function ofProbe({ path, target: { port, attribute } }: ModelProbe): Refusal | null {
  if (port === 'neurons' && attribute !== 'output' && attribute !== 'current') {
    return refusal(path, `probed ${attribute}`, 'it is a state of spiking neurons, which rates do not have; probe their output or current');
  }
  if (attribute === 'scaledEncoders' || port === 'rule' || (port === 'connection' && attribute !== 'output')) {
    const reason = 'this backend computes outputs, inputs and currents alone; probe one of these, or run it on the reference backend';
    return refusal(path, `probed ${attribute}`, reason);
  }
  return null;
}

/** What of a model keeps these probes from being computed on tensors, one step at a time. */
export function refusalsFor(model: Model, probes: readonly ModelProbe[], purpose: Purpose): readonly Refusal[] {
  const { paths, connections, cycle } = orderFor(model, probes);
  const needed = new Set(paths);
  const found: (Refusal | null)[] = [
    ...model.nodes.filter(node => needed.has(node.path)).map(node => ofNode(node, purpose)),
    ...model.ensembles.filter(ensemble => needed.has(ensemble.path)).map(ensemble => ofEnsemble(ensemble, purpose)),
  ];
  for (const { path, synapse, delaySteps, function: mapped, rules, post } of connections) {
    for (const rule of rules) {
      found.push(
        refusal(
          path,
          `learning rule ${rule.type}`,
          'it changes from step to step, and each step is computed on its own; remove it with freezeRules',
        ),
      );
    }
    if (post.port === 'encoded') {
      found.push(refusal(path, 'solver with weights', 'its weights are made of the target’s encoders; use decoders (weights: false)'));
    }
    if (synapse !== null) found.push(refusal(path, `synapse ${synapse.type}`, WITHOUT_TIME[purpose]));
    if (delaySteps > 0) found.push(refusal(path, `delaySteps ${delaySteps}`, WITHOUT_TIME[purpose]));
    if (mapped)
      found.push(
        refusal(
          path,
          'function on a connection',
          `it is evaluated on the host; ${purpose === 'train' ? 'train' : 'run'} without it, or decode it from an ensemble`,
        ),
      );
  }
  found.push(...probes.map(ofProbe));
  if (cycle) found.push(refusal(cycle[0] ?? '', 'cycle', `${cycle.join(' → ')} has no order in which it could be computed in one step`));
  return found.filter(entry => entry !== null);
}
