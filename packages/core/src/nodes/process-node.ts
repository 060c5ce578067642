import { knownOptions, optionNames } from '../definitions/known-options.js';
import type { FunctionRecord } from '../functions/function.js';
import { type ProcessRecord, processes, processSizes } from '../processes/process.js';
import { inner } from '../record/family.js';
import { absent, orNull } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { flag, number } from '../record/values.js';
import { wholeNumber } from '../size.js';
import type { Tensor } from '../tensor.js';
import { needFit } from '../transforms/window.js';
import { nodeKind, size } from './behaviour.js';

export interface ProcessNodeOptions {
  /** How many values it gives. Default: those of its arrays, else 1. */
  readonly size?: number;
  /** With it, the process draws the same in every simulation. Default: its draws follow from the network's seed, the path of the node and the simulation's seed. */
  readonly seed?: number;
}

const names = optionNames<ProcessNodeOptions>({ size: true, seed: true });

const count = number({ whole: true, atLeast: 0 });

/** The fields that a process and options stand for. */
function fieldsOf(process: ProcessRecord, options: ProcessNodeOptions = {}) {
  const { size: width, seed } = knownOptions('processNode', options, names);
  processes.check('processNode: process', process);
  if (width !== undefined) wholeNumber('process', 'size', width);
  if (seed !== undefined) wholeNumber('process', 'seed', seed, 0);
  return { process, ...processSizes(process, width), seed: seed ?? null, ...(seed === undefined ? {} : { ownSeed: true }) };
}

/** A node that runs a process: it gives out what the process makes of time and of what comes in, within the step. */
export const processNode = nodeKind(
  kind(
    'process',
    {
      process: inner(processes),
      sizeIn: count,
      sizeOut: size,
      /** Of its draws; null until it belongs to a network. */
      seed: orNull(count),
      /** Whether its draws follow from `seed` alone, as one that was given; absent: from the simulation's seed as well. */
      ownSeed: absent(flag()),
    },
    fieldsOf,
    {
      maker: 'processNode',
      verify(object, { process, sizeIn, sizeOut }) {
        const needed = processSizes(process, sizeOut);
        needFit(object, 'sizes', `${sizeIn} and ${sizeOut}`, `${needed.sizeIn} and ${needed.sizeOut}`);
      },
    },
  ),
  { sizes: ({ sizeIn, sizeOut }) => ({ sizeIn, sizeOut }), passesOn: ({ process }) => process.type === 'filtered' },
);
export type ProcessNode<A = Tensor, F = FunctionRecord> = RecordOf<typeof processNode, { tensor: A; function: F }>;
