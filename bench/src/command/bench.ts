import { fileURLToPath } from 'node:url';
import { RheobaseError } from '@rheobase/core';
import { grow } from '../growth/grow.js';
import { jsonPrinter, type Terminal, tablePrinter } from '../print/printer.js';
import { againstPeers } from './against-peers.js';
import { alone } from './alone.js';
import { readArguments, USAGE } from './arguments.js';

const PLOTS = fileURLToPath(new URL('../../../docs/performance', import.meta.url));

/** The command `npm run bench`; gives its exit code: 0 done, 1 wrong usage or a case that could not be run. */
export async function bench(argv: readonly string[], terminal: Terminal): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    terminal.out(`${USAGE}\n`);
    return 0;
  }
  try {
    const args = readArguments(argv, PLOTS);
    const printer = args.json ? jsonPrinter(terminal) : tablePrinter(terminal, args.peer !== null);
    if (args.growth !== null) return await grow(args.growth, args, printer);
    return args.peer === null ? await alone(args, printer) : await againstPeers(args, args.peer, printer);
  } catch (error) {
    if (!(error instanceof RheobaseError)) throw error;
    terminal.err(`bench: ${error.message}\n`);
    return 1;
  }
}
