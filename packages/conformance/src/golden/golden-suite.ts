/** Where a case departs from its file. */
export interface GoldenFailure {
  /** What was compared: a network's object by its path, or the quantity by name. */
  readonly object: string;
  /** In a simulation, the probe that recorded it, and which element of its record (from 0). */
  readonly probe?: string;
  readonly element?: number;
  /** Step of a simulation (from 1), or place in the quantity (from 0). */
  readonly at: number;
  readonly got: number;
  readonly expected: number;
}

/** What became of one case of a golden file. */
export type GoldenResult =
  | {
      readonly name: string;
      readonly status: 'passed';
      /** What is worth telling though it passed: how it was held, say. */
      readonly note?: string;
    }
  | {
      readonly name: string;
      readonly status: 'failed';
      readonly failure: GoldenFailure | string;
      /** Where else the case departs from its file. */
      readonly more?: readonly GoldenFailure[];
    }
  | { readonly name: string; readonly status: 'skipped'; readonly reason: string };

/** What a package offers to the golden runner: the files it owns and how they are run. A file that nobody claims is a failure. */
export interface GoldenSuite {
  readonly id: string;
  /** Whether a file, by its path and parsed content, is one of this suite's. */
  matches(path: string, json: unknown): boolean;
  /** Runs all cases of the file. */
  run(path: string, json: unknown): Promise<readonly GoldenResult[]>;
}
