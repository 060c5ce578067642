import { statSync } from 'node:fs';
import { fileLines, goldenFiles, goldenSuites, runGolden, summary } from '@rheobase/conformance';
import { ValidationError } from '@rheobase/core';
import { runtimeWith } from '../command/backends.js';
import type { CommandDeclaration, Context, Outcome } from '../command/command.js';
import { backendOption, precisionOption } from '../command/options.js';

interface GoldenOptions {
  readonly backend: string;
  readonly precision?: 'float64' | 'float32';
}

function files(folder: string) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ValidationError(`there is no folder '${folder}'`, { code: 'no-folder', given: folder, allowed: 'a folder of golden files' });
  }
  const found = goldenFiles(folder);
  if (found.length > 0) return found;
  throw new ValidationError(`folder '${folder}' holds no .json or .json.gz file`, { code: 'no-files', given: folder });
}

/** A number as JSON can hold it: it has no word for those that are not finite. */
const inJson = (_name: string, value: unknown): unknown => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);

/** Runs every golden file of a folder; the outcome has code 1 if a case failed. */
async function golden(folder: string, { backend, precision = 'float64' }: GoldenOptions, context: Context): Promise<Outcome> {
  const found = files(folder);
  await using runtime = await runtimeWith(backend, context.terminal);
  let done = 0;
  const report = await runGolden(found, goldenSuites({ runtime, backend, precision }), file => {
    done += 1;
    for (const line of fileLines(file)) context.out(`${line}\n`);
    context.progress(`${done} of ${found.length} files`);
  });
  const json: unknown = JSON.parse(JSON.stringify(report, inJson));
  return { json, text: `${summary(report)}\n`, code: report.failed > 0 ? 1 : 0 };
}

export const command: CommandDeclaration = {
  argument: ['<folder>', 'folder of .json or .json.gz files'],
  options: [backendOption(), precisionOption('what networks are run in; float32 is checked by class E2')],
  run: golden,
};
