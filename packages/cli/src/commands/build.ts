import { build } from '@rheobase/build';
import { writeOutput } from '@rheobase/build/disk';
import { ValidationError } from '@rheobase/core';
import { hashModel, modelToBytes } from '@rheobase/model';
import { Option } from 'commander';
import type { CommandDeclaration, Context, Outcome } from '../command/command.js';
import { codeOption, seconds } from '../command/options.js';
import { checkedOut } from '../files/notes.js';
import { readCode } from '../files/read-code.js';
import { readStored } from '../files/read-network.js';

interface BuildOptions {
  readonly out: string;
  /** Step that decoders are solved for, s. */
  readonly dt: number;
  readonly code?: string;
}

/** Builds a Network document and writes the Model. */
async function buildFile(file: string, options: BuildOptions, { json }: Context): Promise<Outcome> {
  const to = checkedOut('build', options.out, json);
  const stored = readStored(file, await readCode(options.code));
  if (stored.kind === 'model') {
    throw new ValidationError(`${file} is a Model already; build takes a Network document`, { code: 'not-a-network', given: file });
  }
  const model = await build(stored.network, { dt: options.dt });
  await writeOutput(options.out, modelToBytes(model));
  const hash = hashModel(model);
  return { json: { hash, file: options.out }, text: `${hash}  ${options.out}\n`, to };
}

export const command: CommandDeclaration = {
  argument: ['<network>', 'Network document (.json)'],
  options: [
    new Option('--out <file>', 'where the Model goes (.safetensors)').makeOptionMandatory(),
    new Option('--dt <s>', 'length of a step, on which the decoders of integrateAndFire depend').argParser(seconds).default(0.001),
    codeOption(),
  ],
  run: buildFile,
};
