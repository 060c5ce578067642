import { float64Of } from '../model/access.js';
import type { DecoderProblem, Model, ModelEnsemble } from '../model/model.js';
import { activities } from './activities.js';
import { BuildLog } from './build-report.js';
import type { DecoderStore } from './decoder-store.js';
import { asked, draws, factorise } from './solvers/factorise.js';
import { given } from './solvers/given.js';
import type { Solve } from './solvers/solve.js';

interface Entry {
  readonly ensemble: ModelEnsemble;
  readonly points: Float64Array;
  readonly rates: Float64Array;
  readonly solves: Map<string, Solve>;
}

/** `solve`, which answers at once where it is asked again with the targets that it was last asked with. */
function remembering(solve: Solve): Solve {
  let last: { readonly targets: Float64Array; readonly size: number; readonly decoders: Float64Array } | null = null;
  return (targets, size) => {
    if (last === null || last.size !== size || !equal(last.targets, targets)) last = { targets, size, decoders: solve(targets, size) };
    return last.decoders;
  };
}

/** How many activities are kept at once (256 MiB); the latest always is. */
const CAPACITY = 0x200_0000;

const equal = (a: Float64Array, b: Float64Array): boolean => a === b || (a.length === b.length && a.every((x, i) => x === b[i]));

/**
 * Activities and factorisations of one build or resolve, by ensemble, evaluation points and solver: all connections that decode one
 * ensemble at the same points are solved against one factorisation. Ensembles must not change meanwhile.
 */
export class DecoderCache {
  readonly log: BuildLog;
  readonly store: DecoderStore | null;
  #entries: Entry[] = [];

  /** @param store keeps decoders beyond this build; null: nothing does */
  constructor(log: BuildLog = new BuildLog(), store: DecoderStore | null = null) {
    this.log = log;
    this.store = store;
  }

  /** What solves targets at these points; `object` is named where it cannot be. */
  solve(model: Model, ensemble: ModelEnsemble, { evalPoints, solver, seed }: DecoderProblem, object: string): Solve {
    if (solver.type === 'givenDecoders') {
      const values = solver.values === null ? null : float64Of(model, solver.values);
      return given({ ...solver, values }, ensemble.neurons, object);
    }
    const points = float64Of(model, evalPoints);
    const { rates, solves } = this.#entry(model, ensemble, points);
    const key = JSON.stringify([{ ...solver, weights: false }, draws(solver) ? seed : null]);
    const known = solves.get(key);
    if (known) return known;
    const seen = { values: rates, points: points.length / ensemble.dimensions, neurons: ensemble.neurons };
    const solve = remembering(factorise(solver, seen, asked(object, seed)));
    solves.set(key, solve);
    return solve;
  }

  #entry(model: Model, ensemble: ModelEnsemble, points: Float64Array): Entry {
    const found = this.#entries.find(entry => entry.ensemble === ensemble && equal(entry.points, points));
    const entry = found ?? {
      ensemble,
      points,
      rates: this.log.measure('activities', () => activities(model, ensemble, points)),
      solves: new Map<string, Solve>(),
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
