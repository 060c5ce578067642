import type { SolverRecord } from '@rheobase/core';
import type { Model, ModelEnsemble } from '../model/model.js';
import { activities } from './activities.js';
import { factorise, type Solve } from './solve.js';

interface Entry {
  readonly ensemble: ModelEnsemble;
  readonly points: Float64Array;
  readonly rates: Float64Array;
  readonly solves: Map<string, Solve>;
}

/** How many activities are kept at once (256 MiB); the latest always is. */
const CAPACITY = 0x200_0000;

const equal = (a: Float64Array, b: Float64Array): boolean => a === b || (a.length === b.length && a.every((x, i) => x === b[i]));

/**
 * Activities and factorisations of one build or resolve, by ensemble, evaluation points and solver: all connections that decode one
 * ensemble at the same points are solved against one factorisation. Ensembles must not change meanwhile.
 */
export class DecoderCache {
  #entries: Entry[] = [];

  /** What solves targets at these points; `object` is named where it cannot be. */
  solve(model: Model, ensemble: ModelEnsemble, points: Float64Array, solver: SolverRecord, object: string): Solve {
    const { rates, solves } = this.#entry(model, ensemble, points);
    const key = `${solver.type} ${solver.reg}`;
    const known = solves.get(key);
    if (known) return known;
    const sizes = { points: points.length / ensemble.dimensions, neurons: ensemble.neurons };
    const solve = factorise(solver, rates, sizes, object);
    solves.set(key, solve);
    return solve;
  }

  #entry(model: Model, ensemble: ModelEnsemble, points: Float64Array): Entry {
    const found = this.#entries.find(entry => entry.ensemble === ensemble && equal(entry.points, points));
    const entry = found ?? { ensemble, points, rates: activities(model, ensemble, points), solves: new Map<string, Solve>() };
    let kept = 0;
    const latestFirst = [entry, ...this.#entries.filter(other => other !== entry)];
    this.#entries = latestFirst.filter((other, i) => {
      kept += other.rates.length;
      return i === 0 || kept <= CAPACITY;
    });
    return entry;
  }
}
