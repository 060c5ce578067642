import { RheobaseError } from '@rheobase/core';
import type { Benchmark } from '../cases/benchmark.js';
import { measureInProcess } from '../measure/measure-in-process.js';
import type { Printer } from '../print/printer.js';
import type { Arguments } from './arguments.js';

/** The precisions that make a difference to a case: training and fixed point have one of their own. */
export const precisionsFor = (benchmark: Benchmark, { precisions }: Arguments): Arguments['precisions'] =>
  benchmark.suite === 'train' || benchmark.suite === 'fixed-point' ? ['float64'] : precisions;

/** Times every case, each precision in a process of its own; the exit code is 1 where one of them could not be run. */
export async function alone(args: Arguments, printer: Printer): Promise<number> {
  let code = 0;
  for (const benchmark of args.cases) {
    for (const precision of precisionsFor(benchmark, args)) {
      try {
        printer.record(await measureInProcess(benchmark, { ...args, precision }));
      } catch (error) {
        if (!(error instanceof RheobaseError)) throw error;
        printer.note(`${benchmark.name}, ${precision}: ${error.message}`);
        code = 1;
      }
    }
  }
  return code;
}
