import { modifies, ruleAttributeShape, ruleAttributes } from '../learning/learning-rule.js';
import { neuronAttributes } from '../neurons/neuron.js';
import { sizeOf } from '../tensor.js';
import { baseOf, isDecoded, isEncoding } from './endpoint.js';
import type { Connection, Endpoint, Rule } from './objects.js';
import { sourceSize, targetSize } from './sizes.js';

/** What can be probed on an object, the first being the default. */
export function probeable(target: Endpoint | Connection): readonly string[] {
  switch (target.kind) {
    case 'view':
      return probeable(target.of);
    case 'node':
      return ['output'];
    case 'ensemble':
      return target.settings.encoders === null ? ['decoded', 'input'] : ['decoded', 'input', 'scaledEncoders'];
    case 'neurons':
      return ['output', 'current', ...neuronAttributes(target.ensemble.settings.neuronType)];
    case 'current':
      return ['current'];
    case 'connection':
      return ['output', 'input', 'weights'];
    case 'rule':
      return ruleAttributes(target.record);
  }
}

const neuronsOf = (endpoint: Endpoint): number => {
  const object = baseOf(endpoint);
  return object.kind === 'ensemble' ? object.size : object.kind === 'neurons' || object.kind === 'current' ? sourceSize(endpoint) : 0;
};

/** What goes into a connection's weights: all neurons of a decoded ensemble, else the values it starts from, after its function. */
export function weightedInputs({ pre, function: fn, transform }: Connection): number {
  if (isDecoded(pre)) return neuronsOf(pre);
  if (fn !== null && transform !== null && 'sizeIn' in transform) return transform.sizeIn;
  return fn !== null && transform?.type === 'scale' ? transform.size : sourceSize(pre);
}

/** Whether a connection's weights reach into the neurons of an ensemble: its decoders times the encoders there. */
const isEncoded = ({ pre, post, solver }: Connection): boolean => solver.weights && isDecoded(pre) && isEncoding(post);

/** How many values a connection carries: currents of all neurons where it is encoded, else what its target takes. */
const carried = (connection: Connection): number => (isEncoded(connection) ? neuronsOf(connection.post) : targetSize(connection.post));

/** How many values the source of a connection gives before any slice: neurons where it is decoded. */
const givenBy = ({ pre }: Connection): number => (isDecoded(pre) ? neuronsOf(pre) : sourceSize(baseOf(pre)));

/** The shape of a connection's weights: (outputs, inputs) of a full matrix, or the array of its transform as it is. */
function weightShape(connection: Connection): readonly number[] {
  const { pre, transform, rules } = connection;
  const decoded = isDecoded(pre);
  if (decoded || rules.length > 0 || transform?.type === 'dense') return [carried(connection), weightedInputs(connection)];
  switch (transform?.type) {
    case undefined:
      return [1];
    case 'scale':
      return 'shape' in transform.factors ? [sizeOf(transform.factors.shape)] : [transform.size];
    case 'sparse':
      return 'shape' in transform.weights ? transform.weights.shape : [];
    case 'convolution':
    case 'convolutionTranspose':
      return 'shape' in transform.kernel ? transform.kernel.shape : [];
    case 'indices':
    case 'pooling':
      return [0];
  }
}

function ruleShape({ connection, record, size }: Rule, attribute: string): readonly number[] {
  const { post } = connection;
  const inputs = weightedInputs(connection);
  const target = baseOf(post);
  const encoders = modifies(record) === 'encoders' && target.kind === 'ensemble';
  const [rows = 0, columns = 0] = encoders ? [target.size, target.dimensions] : weightShape(connection);
  return attribute === 'error' ? [size] : ruleAttributeShape(record, attribute, { pre: inputs, post: neuronsOf(post), rows, columns });
}

/** The shape of what a probe records of an attribute; matrices are recorded row by row. Null where elements cannot be picked from it. */
export function probeShape(target: Endpoint | Connection, attribute: string): readonly number[] | null {
  if (target.kind === 'view') {
    const whole = probeShape(target.of, attribute);
    const elements = sourceSize(target.of);
    return target.indices === null ? whole : whole?.length === 1 && whole[0] === elements ? [target.size] : null;
  }
  if (target.kind === 'connection') {
    return attribute === 'output' ? [carried(target)] : attribute === 'input' ? [givenBy(target)] : weightShape(target);
  }
  if (target.kind === 'rule') return ruleShape(target, attribute);
  return target.kind === 'ensemble' && attribute === 'scaledEncoders' ? [target.size, target.dimensions] : [sourceSize(target)];
}
