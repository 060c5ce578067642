import { goldenComponents } from '../components/suite.js';
import type { GoldenResult, GoldenSuite } from '../golden/golden-suite.js';
import type { OnBackend } from '../golden/on-backend.js';
import { simulationSuite } from '../simulation/suite.js';

/** A golden file: its name, and how its content is had. */
export interface GoldenFile {
  /** As shown in the report. */
  readonly path: string;
  /** Its parsed content. */
  read(): unknown;
}

/** What became of every case of a file. */
export interface FileReport {
  readonly path: string;
  readonly results: readonly GoldenResult[];
}

export interface GoldenReport {
  readonly files: readonly FileReport[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const failed = (name: string, failure: string): readonly GoldenResult[] => [{ name, status: 'failed', failure }];

async function resultsOf(file: GoldenFile, suites: readonly GoldenSuite[]): Promise<readonly GoldenResult[]> {
  const { path } = file;
  try {
    const json = file.read();
    const [owner, ...others] = suites.filter(suite => suite.matches(path, json));
    if (!owner) return failed(path, `no suite claims this file; there are ${suites.map(({ id }) => id).join(', ') || 'none'}`);
    if (others.length > 0)
      return failed(path, `more than one suite claims this file: ${[owner, ...others].map(({ id }) => id).join(', ')}`);
    const results = await owner.run(path, json);
    return results.length > 0 ? results : failed(path, `suite ${owner.id} found no case in this file`);
  } catch (error) {
    return failed(path, error instanceof Error ? error.message : String(error));
  }
}

/**
 * Asks every suite for each file and runs the cases. A file that nobody claims, that cannot be read or that holds no case is a failure; so is
 * one that two suites claim.
 *
 * @param onFile told of each file as it is done
 */
export async function runGolden(
  files: Iterable<GoldenFile>,
  suites: readonly GoldenSuite[],
  onFile: (report: FileReport) => void = () => undefined,
): Promise<GoldenReport> {
  const reports: FileReport[] = [];
  for (const file of files) {
    const report = { path: file.path, results: await resultsOf(file, suites) };
    onFile(report);
    reports.push(report);
  }
  const count = (status: GoldenResult['status']) => reports.flatMap(({ results }) => results).filter(r => r.status === status).length;
  return { files: reports, passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** Every suite: whole networks on the backend, and components. Files of kinds of your own take a `componentSuite` beside these. */
export const goldenSuites = (on: OnBackend): readonly GoldenSuite[] => [simulationSuite(on), goldenComponents(on)];
