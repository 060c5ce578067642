import { RheobaseError } from '@rheobase/core';
import { Command, CommanderError } from 'commander';
import { backendNames } from './backends.js';
import { golden } from './commands/golden.js';
import { processTerminal, type Terminal } from './terminal.js';

const BACKEND = `backend: ${backendNames.join(', ')}`;

/** The command line; `finish` is told the exit code of the command that ran. */
function commandLine(terminal: Terminal, finish: (code: number) => void): Command {
  const program = new Command('rheobase')
    .description('Build networks, run models, check golden cases. Exit codes: 0 done, 1 failed, 2 wrong usage.')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
  program
    .command('golden')
    .description('run every golden file of a folder and compare')
    .argument('<folder>', 'folder of .json or .json.gz files')
    .option('--backend <name>', BACKEND, 'reference')
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
  try {
    await commandLine(terminal, finished => {
      code = finished;
    }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const what =
      error instanceof RheobaseError ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    terminal.err(`rheobase: ${what}\n`);
    return 1;
  }
}
