import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { FunctionRecord } from '../functions/function.js';
import { needProcess } from '../processes/check-process.js';
import type { ProcessRecord } from '../processes/process.js';
import { processSizes } from '../processes/process-sizes.js';
import { wholeNumber } from '../size.js';
import type { Tensor } from '../tensor.js';

/** Gives out what a process makes of time and of what comes in, within the step. */
export interface ProcessNode<A = Tensor, F = FunctionRecord> {
  readonly type: 'process';
  readonly process: ProcessRecord<A, F>;
  readonly sizeIn: number;
  readonly sizeOut: number;
  /** Of its draws; null until it belongs to a network. */
  readonly seed: number | null;
  /** Whether its draws follow from `seed` alone, as one that was given; absent: from the simulation's seed as well. */
  readonly ownSeed?: true;
}

export interface ProcessNodeOptions {
  /** How many values it gives. Default: those of its arrays, else 1. */
  readonly size?: number;
  /** With it, the process draws the same in every simulation. Default: its draws follow from the network's seed, the path of the node and the simulation's seed. */
  readonly seed?: number;
}

const names = optionNames<ProcessNodeOptions>({ size: true, seed: true });

/** A node that runs a process. */
export function processNode(process: ProcessRecord, options: ProcessNodeOptions = {}): ProcessNode {
  const { size, seed } = knownOptions('processNode', options, names);
  needProcess('processNode', process);
  if (size !== undefined) wholeNumber('process', 'size', size);
  if (seed !== undefined) wholeNumber('process', 'seed', seed, 0);
  return Object.freeze({
    type: 'process',
    process,
    ...processSizes(process, size),
    ...(seed === undefined ? { seed: null } : { seed, ownSeed: true }),
  });
}
