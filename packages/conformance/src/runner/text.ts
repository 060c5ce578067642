import type { GoldenFailure, GoldenResult } from '../golden/golden-suite.js';
import type { FileReport, GoldenReport } from './run.js';

function failureText(failure: GoldenFailure | string): string {
  if (typeof failure === 'string') return failure;
  const { object, probe, element, at, got, expected } = failure;
  const which = element === undefined ? '' : `[${element}]`;
  const where = probe === undefined ? `${object}, place ${at}` : `${object}, probe ${probe}${which}, step ${at}`;
  return `${where}: got ${got}, expected ${expected}`;
}

function resultLines(name: string, result: GoldenResult): readonly string[] {
  switch (result.status) {
    case 'passed':
      return result.note === undefined ? [] : [`NOTED ${name}: ${result.note}`];
    case 'skipped':
      return [`SKIPPED ${name}: ${result.reason}`];
    case 'failed':
      return [result.failure, ...(result.more ?? [])].map(failure => `FAILED ${name}: ${failureText(failure)}`);
  }
}

/** One line for each failed, skipped or noted case of a file; a case that is the whole file goes by the file's name. */
export const fileLines = ({ path, results }: FileReport): readonly string[] =>
  results.flatMap(result => resultLines(result.name === path ? path : `${path}: ${result.name}`, result));

/** The last line of a report. */
export const summary = ({ passed, failed, skipped }: GoldenReport): string => `${passed} passed, ${failed} failed, ${skipped} skipped`;
