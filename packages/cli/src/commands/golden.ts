import { statSync } from 'node:fs';
import { fileLines, goldenFiles, goldenSuites, runGolden, summary } from '@rheobase/conformance';
import { ValidationError } from '@rheobase/core';
import { runtimeWith } from '../backends.js';
import type { Terminal } from '../terminal.js';

export interface GoldenOptions {
  readonly backend: string;
  readonly precision?: 'float64' | 'float32';
  /** Whether the report is one JSON object instead of lines. */
  readonly json?: boolean;
}

function files(folder: string) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ValidationError(`there is no folder '${folder}'`, { code: 'no-folder', given: folder, allowed: 'a folder of golden files' });
  }
  const found = goldenFiles(folder);
  if (found.length > 0) return found;
  throw new ValidationError(`folder '${folder}' holds no .json or .json.gz file`, { code: 'no-files', given: folder });
}

/** JSON has no word for numbers that are not finite. */
const shown = (_name: string, value: unknown): unknown => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);

/** Runs every golden file of a folder; gives the exit code: 1 where a case failed. */
export async function golden(
  folder: string,
  { backend, precision = 'float64', json = false }: GoldenOptions,
  terminal: Terminal,
): Promise<number> {
  const found = files(folder);
  await using runtime = await runtimeWith(backend, terminal);
  const report = await runGolden(found, goldenSuites({ runtime, backend, precision }), file => {
    if (!json) for (const line of fileLines(file)) terminal.out(`${line}\n`);
  });
  terminal.out(json ? `${JSON.stringify(report, shown)}\n` : `${summary(report)}\n`);
  return report.failed > 0 ? 1 : 0;
}
