import { flag, orNull, values, whole, wholes, word } from '../definitions/field-checks.js';
import { hasType } from '../definitions/has-type.js';
import { type FieldTable, knownFields } from '../definitions/known-fields.js';
import { wrongRecord } from '../definitions/wrong-record.js';
import { ValidationError } from '../errors.js';
import { needFunctionFields } from '../functions/function.js';
import { needProcess } from '../processes/check-process.js';
import { needProcessFields } from '../processes/process-fields.js';
import { processSizes } from '../processes/process-sizes.js';
import { synapses } from '../synapses/synapse.js';
import { windowOf, withChannels } from '../transforms/window.js';
import { type NodeRecord, nodeKinds } from './node-record.js';

const size = whole(1);

const table: FieldTable<NodeRecord> = {
  input: { size },
  constant: { size: whole(0), value: values },
  passthrough: { size },
  table: { size: whole(0), values },
  function: { sizeIn: whole(0), sizeOut: whole(0), function: (owner, name, given) => needFunctionFields(`${owner}: ${name}`, given) },
  softmax: { size },
  argmax: { size },
  synapse: { size, synapse: (owner, name, given) => synapses.check(`${owner}: ${name}`, given) },
  process: {
    process: (owner, name, given) => needProcessFields(`${owner}: ${name}`, given),
    sizeIn: whole(0),
    sizeOut: whole(1),
    seed: orNull(whole(0)),
    ownSeed: { optional: flag },
  },
  maxPool: {
    mode: word(['exact', 'gate', 'runningMax']),
    inputShape: wholes,
    outputShape: wholes,
    poolSize: wholes,
    strides: wholes,
    padding: true,
    channelsLast: flag,
  },
};

/** A size or shape of a node, and what follows from its other fields; they must be equal. */
function fits(node: NodeRecord): readonly [what: string, given: string, needed: string] {
  switch (node.type) {
    case 'constant':
      return ['size', `${node.size}`, `${node.value.data.length}`];
    case 'table':
      return ['shape of values', `[${node.values.shape}]`, `[${node.values.shape[0]},${node.size}]`];
    case 'process': {
      const { sizeIn, sizeOut } = processSizes(node.process, node.sizeOut);
      return ['sizes', `${node.sizeIn} and ${node.sizeOut}`, `${sizeIn} and ${sizeOut}`];
    }
    case 'maxPool': {
      const { output, channels } = windowOf(node.type, { ...node, size: node.poolSize });
      return ['outputShape', `[${node.outputShape}]`, `[${withChannels(output, channels, node.channelsLast)}]`];
    }
    default:
      return ['', '', ''];
  }
}

/** Refuses what is no node, or one without exactly the fields of its type, or with values that they cannot hold. */
function needNodeFields(owner: string, given: NodeRecord): void {
  knownFields(owner, given, table);
  const [what, held, needed] = fits(given);
  if (held === needed) return;
  throw new ValidationError(`${owner}: ${what} must be ${needed}, which follows from its other fields, but is ${held}`, {
    code: 'size-mismatch',
    object: owner,
    given: held,
    allowed: needed,
  });
}

/** Rejects what is no node. */
export function needNode(object: string, given: NodeRecord): void {
  if (hasType(given, nodeKinds)) {
    needNodeFields(object, given);
    if (given.type === 'process') needProcess(object, given.process);
    return;
  }
  const remedy = typeof given === 'function' ? 'write net.function(f, sizeIn, sizeOut)' : 'write net.constant([…]) for values';
  wrongRecord(object, 'node', given, `a record such as constant([…]), of type ${nodeKinds.join(', ')}`, remedy);
}
