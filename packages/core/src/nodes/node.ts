import { type FunctionRecord, functionField } from '../functions/function.js';
import { type FamilyRecord, family, inner } from '../record/family.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { number } from '../record/values.js';
import { type SynapseRecord, synapses } from '../synapses/synapse.js';
import type { Tensor } from '../tensor.js';
import { asWide, type NodeBehaviour, no, nodeKind, size, yes } from './behaviour.js';
import { maxPool } from './max-pool.js';
import { processNode } from './process-node.js';
import { constant, inputNode, table } from './sources.js';

const whole = (size: number) => ({ size });

/** What comes in goes out, in the same step. */
export const passthrough = nodeKind(kind('passthrough', { size }, whole), { sizes: node => asWide(node), passesOn: yes });
export type PassthroughNode = RecordOf<typeof passthrough>;

/** `exp(x_i) / sum_j exp(x_j)` of the step's input. */
export const softmax = nodeKind(kind('softmax', { size }, whole), { sizes: node => asWide(node), passesOn: no });
export type SoftmaxNode = RecordOf<typeof softmax>;

/** One at the first largest element, zero elsewhere. */
export const argmax = nodeKind(kind('argmax', { size }, whole), { sizes: node => asWide(node), passesOn: no });
export type ArgmaxNode = RecordOf<typeof argmax>;

/** A node that filters the sum of what comes in. It has no delay of its own, in contrast to the synapse of a connection. */
export const synapseNode = nodeKind(
  kind('synapse', { size, synapse: inner(synapses) }, (synapse: SynapseRecord, size: number) => ({ size, synapse }), {
    maker: 'synapseNode',
  }),
  { sizes: node => asWide(node), passesOn: yes },
);
export type SynapseNode = RecordOf<typeof synapseNode>;

const count = number({ whole: true, atLeast: 0 });

/** A function of time and input, called once per step on the host. */
export const functionNode = nodeKind(
  kind('function', { sizeIn: count, sizeOut: count, function: functionField() }, { maker: 'net.function' }),
  { sizes: ({ sizeIn, sizeOut }) => ({ sizeIn, sizeOut }), passesOn: no },
);
export type FunctionNode<F = FunctionRecord> = RecordOf<typeof functionNode, { function: F }>;

/** Every kind of node. */
export const nodes = family(
  'node',
  [inputNode, constant, passthrough, table, functionNode, softmax, argmax, synapseNode, processNode, maxPool],
  {
    such: 'constant([…])',
    remedy: given => (typeof given === 'function' ? 'write net.function(f, sizeIn, sizeOut)' : 'write net.constant([…]) for values'),
  },
);

/** What a node computes. `A` is how an array is held, `F` a function: by value in a Network, by reference in a Model. */
export type NodeRecord<A = Tensor, F = FunctionRecord> = FamilyRecord<typeof nodes, { tensor: A; function: F }>;

type Held = NodeRecord<unknown, unknown>;

const behaviourOf = (node: Held): NodeBehaviour<Held> => nodes.kindOf(node).behaviour;

/** Number of elements a node takes in and gives out. */
export const nodeSizes = (node: Held): { readonly sizeIn: number; readonly sizeOut: number } => behaviourOf(node).sizes(node);

/** Whether what a node gives out is what came in, moved or filtered. */
export const passesOn = (node: Held): boolean => behaviourOf(node).passesOn(node);
