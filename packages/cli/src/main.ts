import { RheobaseError } from '@rheobase/core';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { backendNames } from './backends.js';
import { buildFile } from './commands/build.js';
import { golden } from './commands/golden.js';
import { info } from './commands/info.js';
import { run } from './commands/run.js';
import { processTerminal, type Terminal } from './terminal.js';

const BACKEND = `backend: ${backendNames.join(', ')}`;
const CODE = 'JavaScript module that exports `functions` (by name) or `definitions` (a list)';
const MODEL = 'Model (.safetensors) or Network document (.json)';

/** A number as it is written on the command line. */
const number =
  (allowed: string, holds: (value: number) => boolean) =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!holds(value)) throw new InvalidArgumentError(`It must be ${allowed}.`);
    return value;
  };

const whole = number('a whole number >= 0', value => Number.isSafeInteger(value) && value >= 0);
const count = number('a whole number >= 1', value => Number.isSafeInteger(value) && value >= 1);
const seconds = number('a number of seconds > 0', value => value > 0 && Number.isFinite(value));
const time = number('a number of seconds >= 0', value => value >= 0 && Number.isFinite(value));

/** The command line; `finish` is told the exit code of the command that ran. */
function commandLine(terminal: Terminal, finish: (code: number) => void): Command {
  const program = new Command('rheobase')
    .description('Build networks, run models, check golden cases. Exit codes: 0 done, 1 failed, 2 wrong usage.')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .exitOverride();
  program
    .command('build')
    .description('build a Network document')
    .argument('<network>', 'Network document (.json)')
    .requiredOption('--out <file>', 'where the Model goes (.safetensors)')
    .option('--dt <s>', 'length of a step, on which the decoders of integrateAndFire depend', seconds, 0.001)
    .option('--code <module>', CODE)
    .action(async (file, options) => buildFile(file, options, terminal));
  program
    .command('run')
    .description('run a model and write what its probes record, float64 (records, size) by path')
    .argument('<model>', MODEL)
    .option('--steps <n>', 'number of steps', whole)
    .option('--duration <s>', 'seconds, instead of --steps', time)
    .option('--inputs <file>', '.npz file with an array (steps, size) for each input node, by path')
    .requiredOption('--out <file>', '.npz file for the records')
    .option('--backend <name>', BACKEND, 'reference')
    .option('--dt <s>', 'length of a step', seconds, 0.001)
    .option('--seed <n>', 'seed of what is drawn while it runs', whole, 0)
    .addOption(
      new Option('--precision <name>', 'precision, for backends that compute in either').choices(['float64', 'float32']).default('float64'),
    )
    .option('--threads <n>', 'threads that may share the work, for backends that can; no result depends on it', count, 1)
    .option('--hold', 'inputs that end early keep their last row')
    .option('--code <module>', CODE)
    .action(async (file, options) => run(file, options, terminal));
  program
    .command('info')
    .description('tell what a file holds')
    .argument('<file>', MODEL)
    .option('--json', 'as one JSON object')
    .option('--code <module>', CODE)
    .action(async (file, options) => info(file, options, terminal));
  program
    .command('golden')
    .description('run every golden file of a folder and compare')
    .argument('<folder>', 'folder of .json or .json.gz files')
    .option('--backend <name>', BACKEND, 'reference')
    .addOption(
      new Option('--precision <name>', 'what networks are run in; float32 holds them to class E2')
        .choices(['float64', 'float32'])
        .default('float64'),
    )
    .option('--json', 'report as one JSON object')
    .action(async (folder, options) => finish(await golden(folder, options, terminal)));
  return program;
}

/**
 * Runs the command line and gives its exit code: 0 done, 1 failed, 2 wrong usage. Faults are told in one line each, without a stack trace.
 *
 * @param args what follows the command's name
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  let code = 0;
  const program = commandLine(terminal, finished => {
    code = finished;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const what =
      error instanceof RheobaseError ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    terminal.err(`rheobase: ${what}\n`);
    return error instanceof RheobaseError && error.code === 'wrong-usage' ? 2 : 1;
  }
}
