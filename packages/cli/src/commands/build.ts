import { build } from '@rheobase/build';
import { checkOutput, writeOutput } from '@rheobase/build/disk';
import { ValidationError } from '@rheobase/core';
import { hashModel, modelToBytes } from '@rheobase/model';
import { notesBeside } from '../files/notes.js';
import { readCode } from '../files/read-code.js';
import { readStored } from '../files/read-network.js';
import type { Terminal } from '../terminal.js';

export interface BuildOptions {
  readonly out: string;
  /** Step that decoders are solved for, s. */
  readonly dt: number;
  readonly code?: string;
}

/** Builds a Network document and writes the Model. */
export async function buildFile(file: string, options: BuildOptions, terminal: Terminal): Promise<void> {
  const note = notesBeside(checkOutput(options.out), terminal);
  const stored = readStored(file, await readCode(options.code));
  if (stored.kind === 'model') {
    throw new ValidationError(`${file} is a Model already; build takes a Network document`, { code: 'not-a-network', given: file });
  }
  const model = await build(stored.network, { dt: options.dt });
  await writeOutput(options.out, modelToBytes(model));
  note(`${hashModel(model)}  ${options.out}\n`);
}
