import { RheobaseError, ValidationError } from '@rheobase/core';
import { Command, CommanderError, Option } from 'commander';
import type { CommandDeclaration, CommandEntry, Context, Outcome } from './command/command.js';
import { processTerminal, type Terminal } from './command/terminal.js';
import { commands } from './commands/list.js';

/** Clears the line of progress on a terminal. */
const CLEAR = '\r\u001b[K';
const EXIT_CODES = 'Exit codes: 0 done; 1 failed: a run, a check or a file; 2 wrong usage: a command, an option or a value.';

const common = (): readonly Option[] => [
  new Option('--json', 'write the result as one JSON object to standard output, and nothing else there'),
  new Option('--progress', 'write progress to standard error, also if it is not a terminal'),
];

interface CommonOptions {
  readonly json?: boolean;
  readonly progress?: boolean;
}

function contextOf(terminal: Terminal, { json = false, progress = false }: CommonOptions): Context {
  const interactive = terminal.interactive ?? false;
  return {
    terminal,
    json,
    out: text => {
      if (!json) terminal.out(text);
    },
    progress: text => {
      if (interactive) terminal.err(`${CLEAR}${text}`);
      else if (progress) terminal.err(`${text}\n`);
    },
  };
}

function report(terminal: Terminal, { json }: CommonOptions, outcome: Outcome): void {
  if (json) terminal.out(`${JSON.stringify(outcome.json)}\n`);
  else terminal[outcome.to ?? 'out'](outcome.text);
}

/** Adds a command. Only the one that is named is loaded; of the others, help shows the name and the summary. */
function addCommand(
  program: Command,
  { name, summary }: CommandEntry,
  loaded: CommandDeclaration | null,
  done: (outcome: Outcome) => void,
  terminal: Terminal,
): void {
  const command = program.command(name).description(summary);
  if (loaded === null) return;
  const options = [...loaded.options, ...common()];
  command.argument(...loaded.argument).showHelpAfterError(`Options of ${name}: ${options.map(({ long }) => long).join(', ')}`);
  for (const option of options) command.addOption(option);
  command.action(async (argument: string, given: CommonOptions) => {
    const context = contextOf(terminal, given);
    const outcome = await loaded.run(argument, given, context);
    if (terminal.interactive) context.progress('');
    report(terminal, given, outcome);
    done(outcome);
  });
}

async function commandLine(args: readonly string[], terminal: Terminal, done: (outcome: Outcome) => void): Promise<Command> {
  const program = new Command('rheobase')
    .description('Build networks, run models, check golden cases.')
    .addHelpText('after', `\n${EXIT_CODES}`)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError(`Commands: ${commands.map(({ name }) => name).join(', ')}`)
    .exitOverride();
  const [first, second] = args;
  const named = first === 'help' ? second : first;
  for (const entry of commands) addCommand(program, entry, entry.name === named ? (await entry.load()).command : null, done, terminal);
  return program;
}

/** Whether this error of commander says that what was asked for is shown. */
const isHelp = ({ exitCode }: CommanderError): boolean => exitCode === 0;

/**
 * Runs the command line and gives its exit code: 0 done, 1 failed, 2 wrong usage. Faults are reported in one line each, without a stack trace.
 *
 * @param args what follows the command's name
 */
export async function main(args: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  let code = 0;
  try {
    const program = await commandLine(args, terminal, outcome => {
      code = outcome.code ?? 0;
    });
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return isHelp(error) ? 0 : 2;
    const what =
      error instanceof RheobaseError ? error.message : error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    terminal.err(`${terminal.interactive ? CLEAR : ''}rheobase: ${what}\n`);
    return error instanceof ValidationError && error.code === 'wrong-usage' ? 2 : 1;
  }
}
