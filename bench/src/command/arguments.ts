import { parseArgs } from 'node:util';
import { ValidationError } from '@rheobase/core';
import { type BackendName, backendNamed, DEFAULT_BACKEND, type Precision, precisionsOf } from '../backends.js';
import { type Benchmark, type Suite, suites } from '../cases/benchmark.js';
import { caseNamed, casesOf } from '../cases/catalog.js';
import { type Growth, growths, isGrowth } from '../cases/growth.js';

/** What the command line asks for. */
export interface Arguments {
  readonly cases: readonly Benchmark[];
  readonly backend: BackendName;
  readonly precisions: readonly Precision[];
  readonly threads: number;
  /** Items side by side; null: what each case has. */
  readonly batch: number | null;
  /** Folder with the scripts that time other simulators; null: ours alone. */
  readonly peer: string | null;
  /** How often each is run, in turn, where there is a peer. */
  readonly rounds: number;
  /** The Python that runs the scripts. */
  readonly python: string;
  /** Folder of MNIST IDX files for training; null: random images. */
  readonly mnist: string | null;
  readonly growth: Growth | null;
  /** Folder for the plots of growth. */
  readonly out: string;
  readonly json: boolean;
}

export const USAGE =
  'npm run bench -- [--suite simulate|build|train|fixed-point] [--case NAME[,NAME…]] [--backend NAME] [--precision float64|float32] ' +
  '[--threads N] [--batch N] [--peer FOLDER] [--rounds N] [--python PROGRAM] [--mnist FOLDER] [--growth neurons|dimensions|batch|steps] [--out FOLDER] [--json] [--help]';

const wrong = (what: string, given: string, allowed: string) =>
  new ValidationError(`${what}; usage: ${USAGE}`, { code: 'invalid-argument', given, allowed });

function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find(each => each === given);
  if (found !== undefined) return found;
  throw wrong(`--${option} must be one of ${allowed.join(', ')}, but '${given}' was given`, given, allowed.join(', '));
}

function whole(option: string, given: string): number {
  const value = Number(given);
  if (given.trim() !== '' && Number.isSafeInteger(value) && value >= 1) return value;
  throw wrong(`--${option} must be a whole number >= 1, but '${given}' was given`, given, '>= 1');
}

function parsed(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        suite: text,
        case: { type: 'string', multiple: true },
        backend: text,
        precision: text,
        threads: text,
        batch: text,
        peer: text,
        rounds: text,
        python: text,
        mnist: text,
        growth: text,
        out: text,
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const what = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw wrong(what, argv.join(' '), 'the options of the usage');
  }
}

function precisionsFor(backend: BackendName, given: string | undefined): readonly Precision[] {
  const there = precisionsOf(backend);
  if (given === undefined) return there;
  const asked = oneOf('precision', given, ['float64', 'float32']);
  if (there.includes(asked)) return [asked];
  throw wrong(`--precision: backend ${backend} computes in ${there.join(', ')}, but '${asked}' was given`, asked, there.join(', '));
}

/** Reads what follows `npm run bench --`; `ValidationError` for what there is not, with what there is. */
export function readArguments(argv: readonly string[], out: string): Arguments {
  const given = parsed(argv);
  const suite: Suite = given.suite === undefined ? 'simulate' : oneOf('suite', given.suite, suites);
  const names = given.case?.flatMap(list => list.split(',')) ?? [];
  const growth = given.growth;
  if (growth !== undefined && !isGrowth(growth)) throw wrongGrowth(growth);
  const backend = backendNamed(given.backend ?? DEFAULT_BACKEND);
  const threads = given.threads === undefined ? 1 : whole('threads', given.threads);
  if (given.peer !== undefined && threads > 1)
    throw wrong(`--peer compares on one thread, but --threads ${threads} was given`, String(threads), '1');
  const batch = given.batch === undefined ? null : whole('batch', given.batch);
  const compared = given.peer === undefined ? null : '--peer';
  const fixed = growth === undefined ? compared : '--growth';
  if (fixed !== null && batch !== null)
    throw wrong(`${fixed} takes cases as they are, but --batch ${batch} was given`, String(batch), 'none');
  return Object.freeze({
    cases: names.length === 0 ? casesOf(suite) : names.map(name => caseNamed(name, suite)),
    backend,
    precisions: precisionsFor(backend, given.precision),
    threads,
    batch,
    peer: given.peer ?? null,
    rounds: given.rounds === undefined ? 3 : whole('rounds', given.rounds),
    python: given.python ?? '/usr/bin/python3',
    mnist: given.mnist ?? null,
    growth: growth ?? null,
    out: given.out ?? out,
    json: given.json ?? false,
  });
}

const wrongGrowth = (given: string) => {
  const allowed = Object.keys(growths).join(', ');
  return wrong(`--growth must be one of ${allowed}, but '${given}' was given`, given, allowed);
};
