/** A part of building, as a report lists it. */
export type BuildPhase = 'nodes' | 'ensembles' | 'connections' | 'probes' | 'activities' | 'solve' | 'check';

/** What a build did and how long each part took. */
export interface BuildReport {
  /** Parts in the order in which they began; the time of one leaves out the parts within it. Seconds are null where no clock was given. */
  readonly phases: readonly { readonly phase: BuildPhase; readonly count: number; readonly seconds: number | null }[];
  /** Decoders taken from the store, and those solved although one was given. */
  readonly cache: { readonly hits: number; readonly misses: number };
  /** What solvers of the user said of their decoders, by connection or probe in order. */
  readonly solved: readonly { readonly path: string; readonly info: Readonly<Record<string, unknown>> }[];
  /** What went wrong without harm: a store that cannot be read or written, say. */
  readonly notes: readonly string[];
}

/** Keeps the times and counts of one build. */
export class BuildLog {
  readonly #now: (() => number) | null;
  readonly #phases = new Map<BuildPhase, { count: number; seconds: number }>();
  readonly #notes = new Set<string>();
  readonly #solved: { readonly path: string; readonly info: Readonly<Record<string, unknown>> }[] = [];
  /** Seconds spent in the parts within each part that is open. */
  readonly #within: number[] = [];
  hits = 0;
  misses = 0;

  /** @param now a clock, ms; null: nothing is timed */
  constructor(now: (() => number) | null = null) {
    this.#now = now;
  }

  /** Does a part of the work under its name. */
  measure<T>(phase: BuildPhase, work: () => T): T {
    const entry = this.#phases.get(phase) ?? { count: 0, seconds: 0 };
    this.#phases.set(phase, entry);
    const start = this.#now?.() ?? 0;
    this.#within.push(0);
    try {
      return work();
    } finally {
      const seconds = ((this.#now?.() ?? 0) - start) / 1000;
      entry.count += 1;
      entry.seconds += seconds - (this.#within.pop() ?? 0);
      const outer = this.#within.length - 1;
      if (outer >= 0) this.#within[outer] = (this.#within[outer] ?? 0) + seconds;
    }
  }

  note(text: string): void {
    this.#notes.add(text);
  }

  solved(path: string, info: Readonly<Record<string, unknown>>): void {
    this.#solved.push(Object.freeze({ path, info: Object.freeze({ ...info }) }));
  }

  report(): BuildReport {
    const phases = Array.from(this.#phases, ([phase, { count, seconds }]) =>
      Object.freeze({ phase, count, seconds: this.#now === null ? null : seconds }),
    );
    return Object.freeze({
      phases: Object.freeze(phases),
      cache: Object.freeze({ hits: this.hits, misses: this.misses }),
      solved: Object.freeze([...this.#solved]),
      notes: Object.freeze(Array.from(this.#notes)),
    });
  }
}

/** A report as text, a part a line: its share of the time, how often it was done. */
export function printBuildReport({ phases, cache, solved, notes }: BuildReport): string {
  const total = phases.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  const lines = phases.map(({ phase, count, seconds }) => {
    const time = seconds === null ? '' : `${seconds.toFixed(3)} s`;
    return `${phase.padEnd(12)}${String(count).padStart(6)} times${time.padStart(12)}`.trimEnd();
  });
  const timed = phases.some(({ seconds }) => seconds !== null);
  return [
    ...lines,
    ...(timed ? [`${'total'.padEnd(12)}${`${total.toFixed(3)} s`.padStart(24)}`] : []),
    ...(cache.hits + cache.misses > 0 ? [`cache       ${cache.hits} decoders found, ${cache.misses} solved`] : []),
    ...solved.map(
      ({ path, info }) =>
        `solved      ${path}: ${Object.entries(info)
          .map(([name, value]) => `${name} ${String(value)}`)
          .join(', ')}`,
    ),
    ...notes.map(note => `note: ${note}`),
  ].join('\n');
}
