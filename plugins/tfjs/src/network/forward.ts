import type { Model, ModelProbe, TensorId } from '@rheobase/model';
import { graphOf } from '@rheobase/model';
import { type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { ensembleStep } from './ensembles.js';
import { nodeStep } from './nodes.js';
import { arrivingAt, orderFor } from './order.js';
import { probed } from './probes.js';
import { Store } from './store.js';
import type { Step, Values } from './values.js';

/** A model as a function of its inputs and its trained tensors, one step long. */
export interface Forward {
  /** Probes' values (batch, size) by path, from inputs (batch, size) by path and the trained tensors, flat, by id. */
  run(batch: number, inputs: ReadonlyMap<string, Tensor>, parameters: ReadonlyMap<TensorId, Tensor>): ReadonlyMap<string, Tensor>;
  /** Frees the tensors held on the device. */
  dispose(): void;
}

/**
 * Prepares a model for some probes, with some of its tensors in training; `sigma` smooths the threshold of LIF types. What `refusalsFor`
 * finds has to be refused before.
 */
export function forwardOf(model: Model, probes: readonly ModelProbe[], trained: Iterable<TensorId>, sigma: number): Forward {
  const store = new Store(model, trained);
  const { paths, connections } = orderFor(model, probes);
  const arriving = arrivingAt(connections);
  const graph = graphOf(model);
  const steps = paths.flatMap((path): Step[] => {
    const incoming = arriving.get(path) ?? [];
    const node = graph.nodes.get(path);
    if (node) return [nodeStep(model, node, incoming, store)];
    const ensemble = graph.ensembles.get(path);
    return ensemble ? [ensembleStep(model, ensemble, incoming, store, sigma)] : [];
  });
  const reads = probes.map(probe => [probe.path, probed(model, probe, store)] as const);
  return {
    run(batch, inputs, parameters) {
      store.use(parameters);
      const values: Values = { batch, inputs, outputs: new Map(), represented: new Map(), currents: new Map() };
      for (const step of steps) step(values);
      return new Map(reads.map(([path, read]) => [path, read(values).tensor]));
    },
    dispose: () => store.dispose(),
  };
}

/** A trained tensor's values on the device, flat. */
export const parameterTensor = (values: Float32Array): Tensor => tensor1d(values, 'float32');
