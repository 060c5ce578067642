import { build, hashModel, modelToBytes } from '@rheobase/compiler';
import { ValidationError } from '@rheobase/core';
import { readCode } from '../files/read-code.js';
import { readStored } from '../files/read-network.js';
import { checkOutput, writeWhole } from '../files/write-file.js';
import type { Terminal } from '../terminal.js';

export interface BuildOptions {
  readonly out: string;
  readonly code?: string;
}

/** Builds a Network document and writes the Model. */
export async function buildFile(file: string, options: BuildOptions, terminal: Terminal): Promise<void> {
  checkOutput(options.out);
  const stored = readStored(file, await readCode(options.code));
  if (stored.kind === 'model') {
    throw new ValidationError(`${file} is a Model already; build takes a Network document`, { code: 'not-a-network', given: file });
  }
  const model = await build(stored.network);
  writeWhole(options.out, modelToBytes(model));
  terminal.out(`${hashModel(model)}  ${options.out}\n`);
}
