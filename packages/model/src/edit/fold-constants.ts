import { type Tensor, tensor } from '@rheobase/core';
import { biasOf, ensembleAt, float64Of, gainOf, withTensors } from '../graph/access.js';
import { graphOf } from '../graph/graph.js';
import type { Model, ModelConnection, TensorId } from '../shape/model.js';
import { needModel } from '../shape/need-model.js';
import { entriesOf } from '../transform/entries.js';

/** What a connection from a constant delivers at every step. */
function delivered(model: Model, connection: ModelConnection, value: Float64Array): Float64Array {
  const { pre, transform, sizeOut } = connection;
  const sliced = pre.slice ? Float64Array.from(pre.slice, i => value[i] ?? 0) : value;
  if (transform === null) return sliced;
  const out = new Float64Array(sizeOut);
  const { rows, columns, values } = entriesOf(model, transform);
  for (let k = 0; k < values.length; k++) {
    const row = rows[k] ?? 0;
    out[row] = (out[row] ?? 0) + (values[k] ?? 0) * (sliced[columns[k] ?? 0] ?? 0);
  }
  return out;
}

/**
 * Adds constants that reach neurons without a synapse to the neurons' bias and removes their connections; constants that lead nowhere
 * after that go too. A bias that was tied or shared per channel becomes one value per neuron.
 */
export function foldConstants(model: Model): Model {
  needModel('foldConstants', model);
  const constants = new Map(
    model.nodes.flatMap(({ path, record }) => (record.type === 'constant' ? [[path, float64Of(model, record.value)]] : [])),
  );
  const graph = graphOf(model);
  const folds = model.connections.filter(
    c =>
      constants.has(c.pre.path) &&
      graph.ensembles.has(c.post.path) &&
      c.post.port !== 'input' &&
      c.synapse === null &&
      c.delaySteps === 0 &&
      c.function === null &&
      graph.probesOf(c.path).length === 0,
  );
  if (folds.length === 0) return model;
  const biases = new Map<string, Float64Array>();
  for (const connection of folds) {
    const ensemble = ensembleAt(model, connection.post.path);
    const bias = biases.get(ensemble.path) ?? biasOf(model, ensemble);
    const gain = gainOf(model, ensemble);
    biases.set(ensemble.path, bias);
    delivered(model, connection, constants.get(connection.pre.path) ?? new Float64Array(0)).forEach((value, i) => {
      const at = connection.post.slice?.[i] ?? i;
      bias[at] = (bias[at] ?? 0) + (connection.post.port === 'neurons' ? (gain[at] ?? 0) : 1) * value;
    });
  }
  const added = Array.from(biases, ([path, values]): readonly [TensorId, Tensor] => [
    `${path}.folded.bias`,
    tensor([values.length], values),
  ]);
  const connections = model.connections.filter(c => !folds.includes(c));
  const idle = (path: string) =>
    constants.has(path) && graph.probesOf(path).length === 0 && graph.from(path).every(connection => folds.includes(connection));
  return withTensors(
    {
      ...model,
      nodes: model.nodes.filter(node => !idle(node.path)),
      ensembles: model.ensembles.map(e => (biases.has(e.path) ? Object.freeze({ ...e, bias: `${e.path}.folded.bias` }) : e)),
      connections,
    },
    added,
  );
}
