import { type Definition, defaultDt, solverDraws, type Tensor } from '@rheobase/core';
import { transpose } from '@rheobase/kernels';
import type { DecoderProblem, Model, ModelEnsemble } from '@rheobase/model';
import { float64Of } from '@rheobase/model';
import { BuildLog } from '../build-report.js';
import { activities } from '../curves/activities.js';
import { asked, factorise } from '../solvers/factorise.js';
import type { Solve } from '../solvers/solve.js';
import type { DecoderStore } from './decoder-store.js';

/** Decoders (size, neurons) as they were solved for last. */
interface Solved {
  readonly targets: Float64Array;
  readonly size: number;
  readonly decoders: Float64Array;
}

interface Solver {
  readonly solve: Solve;
  last: Solved | null;
}

interface Entry {
  readonly ensemble: ModelEnsemble;
  readonly points: Float64Array;
  readonly rates: Float64Array;
  readonly solvers: Map<string, Solver>;
}

/** How many activities are kept at once (256 MiB); the latest always is. */
const CAPACITY = 0x200_0000;

function equal(a: Float64Array, b: Float64Array): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * Activities and factorisations of one build or resolve, by ensemble, evaluation points and solver: all connections that decode one
 * ensemble at the same points are solved against one factorisation. Ensembles must not change meanwhile.
 */
export class DecoderCache {
  readonly log: BuildLog;
  readonly store: DecoderStore | null;
  /** Step that activities are for, s. */
  readonly dt: number;
  /** Solvers of the user whose records were read back. */
  readonly definitions: readonly Definition[];
  #entries: Entry[] = [];
  /** Given decoders, (size, neurons), by what they were given as. */
  readonly #given = new Map<Tensor, Float64Array>();

  /** @param store keeps decoders beyond this build; null: nothing does */
  constructor(
    log: BuildLog = new BuildLog(),
    store: DecoderStore | null = null,
    dt: number = defaultDt,
    definitions: readonly Definition[] = [],
  ) {
    this.log = log;
    this.store = store;
    this.dt = dt;
    this.definitions = definitions;
  }

  /**
   * Decoders (size, neurons) of a problem; `object` is named where it cannot be solved. A connection and a probe that decode the same get the
   * same array.
   */
  decoders(model: Model, ensemble: ModelEnsemble, problem: DecoderProblem, size: number, object: string): Float64Array {
    const targets = float64Of(model, problem.targets);
    const solver = this.#solver(model, ensemble, problem, object);
    if (solver.last === null || solver.last.size !== size || !equal(solver.last.targets, targets)) {
      solver.last = { targets, size, decoders: transpose(solver.solve(targets, size), ensemble.neurons, size) };
    }
    return solver.last.decoders;
  }

  /** Decoders (size, neurons) of given values (neurons, size), or zeros; those that are given several times become one array. */
  given(values: Tensor | null, neurons: number, size: number): Float64Array {
    if (values === null) return new Float64Array(size * neurons);
    const known = this.#given.get(values);
    if (known) return known;
    const decoders = transpose(Float64Array.from(values.data), neurons, size);
    this.#given.set(values, decoders);
    return decoders;
  }

  #solver(model: Model, ensemble: ModelEnsemble, { evalPoints, solver, seed }: DecoderProblem, object: string): Solver {
    const points = float64Of(model, evalPoints);
    const { rates, solvers } = this.#entry(model, ensemble, points);
    const key = JSON.stringify([{ ...solver, weights: false }, solverDraws(solver) ? seed : null]);
    const known = solvers.get(key);
    if (known) return known;
    const seen = { values: rates, points: points.length / ensemble.dimensions, neurons: ensemble.neurons };
    const made = {
      solve: factorise(solver, seen, asked(object, seed, { definitions: this.definitions, report: info => this.log.solved(object, info) })),
      last: null,
    };
    solvers.set(key, made);
    return made;
  }

  #entry(model: Model, ensemble: ModelEnsemble, points: Float64Array): Entry {
    const found = this.#entries.find(entry => entry.ensemble === ensemble && equal(entry.points, points));
    const entry = found ?? {
      ensemble,
      points,
      rates: this.log.measure('activities', () => activities(model, ensemble, points, this.dt)),
      solvers: new Map<string, Solver>(),
    };
    let kept = 0;
    const latestFirst = [entry, ...this.#entries.filter(other => other !== entry)];
    this.#entries = latestFirst.filter((other, i) => {
      kept += other.rates.length;
      return i === 0 || kept <= CAPACITY;
    });
    return entry;
  }
}
