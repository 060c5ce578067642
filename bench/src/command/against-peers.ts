import { RheobaseError } from '@rheobase/core';
import { type Precision, systemName } from '../backends.js';
import type { Benchmark } from '../cases/benchmark.js';
import { measureInProcess } from '../measure/measure-in-process.js';
import { type Comparison, compare } from '../pairs/comparison.js';
import { type Contender, inTurn } from '../pairs/in-turn.js';
import { summarise } from '../pairs/summary.js';
import type { Peer } from '../peers/peer.js';
import { peersIn } from '../peers/peers.js';
import type { Printer } from '../print/printer.js';
import { precisionsFor } from './alone.js';
import type { Arguments } from './arguments.js';

/** One of ours and the groups of systems it is compared with. */
interface Match {
  readonly ours: string;
  readonly precision: Precision;
  readonly groups: readonly (readonly string[])[];
}

async function compareCase(benchmark: Benchmark, peer: Peer, args: Arguments, printer: Printer): Promise<readonly Comparison[]> {
  const matches = precisionsFor(benchmark, args).map(
    (precision): Match => ({ ours: systemName(args.backend, precision), precision, groups: peer.rivals(benchmark.name, precision) }),
  );
  const ours = matches.map(
    ({ ours: system, precision }): Contender => ({
      system,
      run: () => measureInProcess(benchmark, { ...args, threads: 1, precision }),
    }),
  );
  const theirs = [...new Set(matches.flatMap(({ groups }) => groups.flat()))].map(
    (system): Contender => ({
      system,
      run: () => peer.run(system, benchmark.name),
    }),
  );
  const records = await inTurn([...ours, ...theirs], args.rounds, printer.record);
  const of = (system: string) => records.get(system) ?? [];
  return matches.flatMap(match => match.groups.map(group => compare(of(match.ours), group.map(of))));
}

/** Times every case in turn with each peer that has it, and compares; the exit code is 1 where one of them could not be run. */
export async function againstPeers(args: Arguments, folder: string, printer: Printer): Promise<number> {
  const peers = peersIn({ folder, python: args.python, mnist: args.mnist });
  const comparisons: Comparison[] = [];
  let code = 0;
  try {
    for (const benchmark of args.cases) {
      const having = peers.filter(peer => peer.rivals(benchmark.name, 'float64').length > 0);
      if (having.length === 0) printer.note(`${benchmark.name}: no peer has this case`);
      for (const peer of having) {
        try {
          for (const comparison of await compareCase(benchmark, peer, args, printer)) {
            comparisons.push(comparison);
            printer.comparison(comparison);
          }
        } catch (error) {
          if (!(error instanceof RheobaseError)) throw error;
          printer.note(`${benchmark.name}: ${error.message}`);
          code = 1;
        }
      }
    }
  } finally {
    for (const peer of peers) await peer.dispose();
  }
  summarise(comparisons).forEach(printer.summary);
  return code;
}
