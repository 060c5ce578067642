import {
  type Distribution,
  type Ensemble,
  type FunctionRecord,
  implementationOf,
  type SolverRecord,
  type Tensor,
  ValidationError,
  type VectorValued,
} from '@rheobase/core';
import { product, transpose } from '@rheobase/kernels';
import { type DecoderProblem, ensembleAt, type GivenProblem, givenProblem, type Model, type TensorId, tensorOf } from '@rheobase/model';
import type { TensorTable } from '../tensor-table.js';
import type { DecoderCache } from './decoder-cache.js';
import { decoderKey, storedOr } from './decoder-store.js';
import { drawPoints } from './eval-points.js';
import type { Through } from './neuron-space.js';

export interface DecoderRequest {
  /** Path of the connection or probe the decoders are for. */
  readonly path: string;
  readonly ensemble: Ensemble;
  readonly slice: readonly number[] | null;
  readonly function: FunctionRecord | null;
  /** In place of a function: its values at the evaluation points. */
  readonly targets: Tensor | null;
  readonly evalPoints: Distribution | null;
  readonly scaleEvalPoints: boolean;
  readonly solver: SolverRecord;
  readonly seed: number;
  /** How many values the function has. */
  readonly size: number;
  /** Applied to the targets before they are solved for; null: nothing. */
  readonly through: Through | null;
}

/** What a user's function makes of one point; whatever is no array of numbers is named with the point. */
function evaluated(implementation: VectorValued, point: Float64Array, index: number, path: string): Float64Array {
  const fail = (what: string, given: unknown) =>
    new ValidationError(`${path}: its function ${what} at evaluation point ${index} [${point}]; it must return an array of numbers there`, {
      code: 'invalid-function',
      object: path,
      given,
      allowed: 'an array of numbers',
    });
  let value: ArrayLike<number> | null | undefined;
  try {
    // The function gets a copy, as it may write to what it is given.
    value = implementation(0, point.slice());
  } catch (error) {
    throw fail(`threw '${error instanceof Error ? error.message : String(error)}'`, error);
  }
  if (typeof value === 'object' && value !== null && 'length' in value) return Float64Array.from(value);
  throw fail(`returned ${typeof value === 'object' && value !== null ? 'an object' : String(value)}`, value);
}

function targetsFor(
  { path, slice, function: fn, targets }: DecoderRequest,
  points: Float64Array,
  d: number,
): { size: number; values: Float64Array } {
  if (targets) return { size: targets.data.length / (points.length / d), values: Float64Array.from(targets.data) };
  if (!fn && !slice) return { size: d, values: points };
  const rows: Float64Array[] = [];
  const implementation = fn ? implementationOf(fn) : null;
  for (let p = 0; p < points.length / d; p++) {
    const point = points.slice(p * d, (p + 1) * d);
    const seen = slice ? Float64Array.from(slice, index => point[index] ?? 0) : point;
    rows.push(implementation ? evaluated(implementation, seen, p, path) : seen);
  }
  const size = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * size);
  for (const [index, row] of rows.entries()) {
    if (row.length !== size || row.some(x => !Number.isFinite(x))) {
      throw new ValidationError(
        `${path}: its function returned [${row}] at evaluation point ${index}; it must return ${size} finite numbers`,
        {
          code: 'invalid-function',
          object: path,
          given: row,
          allowed: `${size} finite numbers`,
        },
      );
    }
    values.set(row, index * size);
  }
  return { size, values };
}

/** Targets as the solver sees them. */
function seenTargets(request: DecoderRequest, points: Float64Array, d: number): { size: number; values: Float64Array } {
  const found = targetsFor(request, points, d);
  const { through } = request;
  if (through === null) return found;
  const { rows, columns, matrix } = through;
  const count = points.length / d;
  return { size: rows, values: product(found.values, transpose(matrix, rows, columns), count, columns, rows) };
}

/** Decoders (size, neurons) of a solved problem; `object` is named where no neuron is active. */
export function decodersFor(
  model: Model,
  ensemblePath: string,
  solve: DecoderProblem,
  object: string,
  cache: DecoderCache,
): { size: number; values: Float64Array } {
  const ensemble = ensembleAt(model, ensemblePath);
  const [, size = 1] = tensorOf(model, solve.targets).shape;
  const { log, store } = cache;
  const solved = (): Float64Array => log.measure('solve', () => cache.decoders(model, ensemble, solve, size, object));
  const key = store === null ? null : decoderKey(model, ensemble, solve, cache.dt);
  const values = store === null || key === null ? solved() : storedOr(key, size * ensemble.neurons, store, log, solved);
  return { size, values };
}

/** Draws evaluation points, evaluates the function on them and solves; all three are kept in the model. For given decoders none of it is done. */
export function buildDecoders(
  request: DecoderRequest,
  model: Model,
  table: TensorTable,
  cache: DecoderCache,
): { decoders: TensorId; solve: DecoderProblem | GivenProblem; size: number } {
  const { path, ensemble, solver, seed } = request;
  if (solver.type === 'givenDecoders') {
    const values = cache.given(solver.values, ensemble.size, request.size);
    const decoders = table.add(`${path}.decoders`, [request.size, ensemble.size], values);
    return { decoders, solve: givenProblem(solver.weights), size: request.size };
  }
  const evalPoints = request.evalPoints === null && request.scaleEvalPoints ? `${ensemble.path}.evalPoints` : `${path}.evalPoints`;
  const known = table.tensors.get(evalPoints)?.data;
  const points = known instanceof Float64Array ? known : drawPoints(request);
  const count = points.length / ensemble.dimensions;
  if (!known) table.add(evalPoints, [count, ensemble.dimensions], points);
  const { size, values } = seenTargets(request, points, ensemble.dimensions);
  const targets = table.add(`${path}.targets`, [count, size], values);
  const solve: DecoderProblem = Object.freeze({ evalPoints, targets, solver, seed });
  const solved = decodersFor({ ...model, tensors: table.tensors }, ensemble.path, solve, path, cache);
  return { decoders: table.add(`${path}.decoders`, [size, ensemble.size], solved.values), solve, size };
}
