import { ValidationError } from '@rheobase/core';
import type { DecoderProblem, Model, TensorId } from '@rheobase/model';
import { dtOf, ensembleAt, float64Of, graphOf, needModel, type ObjectRef, pathOf, type StepLength, tensorOf } from '@rheobase/model';
import { activities } from '../curves/activities.js';

interface Solved {
  readonly ensemble: string;
  readonly decoders: TensorId;
  readonly problem: DecoderProblem;
}

function solvedAt(model: Model, path: string): Solved {
  const graph = graphOf(model);
  const connection = graph.connections.get(path);
  const probe = graph.probes.get(path);
  const { decoders, solve } = connection ?? probe ?? { decoders: null, solve: null };
  const ensemble = connection?.pre.path ?? probe?.target.path;
  if (ensemble !== undefined && decoders !== null && solve !== null && solve.evalPoints !== null)
    return { ensemble, decoders, problem: solve };
  throw new ValidationError(
    `rmses: '${path}' is no connection or probe of this model that keeps what its decoders were solved from${solve ? ': they were given' : ''}`,
    {
      code: 'unknown-path',
      given: path,
      allowed: 'the path of a decoded connection or probe of a model that is not stripped',
    },
  );
}

/**
 * How well the decoders of a connection or probe represent: for each dimension of its function, the root mean square over the evaluation
 * points of what they decode from the rates less the target. They are the decoders in the model, solved or edited; given ones have neither points nor targets.
 *
 * @param of the connection or probe, of the Model or of the Network it was built from, or its path
 */
export function rmses(model: Model, of: ObjectRef, options: StepLength = {}): Float64Array {
  needModel('rmses', model);
  const dt = dtOf('rmses', options);
  const { ensemble: pre, decoders, problem } = solvedAt(model, pathOf('rmses', 'connection or probe', of));
  const ensemble = ensembleAt(model, pre);
  const rates = activities(model, ensemble, float64Of(model, problem.evalPoints), dt);
  const [size = 0, n = 0] = tensorOf(model, decoders).shape;
  return errorsOf(rates, float64Of(model, decoders), float64Of(model, problem.targets), n, size);
}

/** The root mean square of A X' - Y by column, for A (points, n), X (size, n) and Y (points, size). */
export function errorsOf(a: Float64Array, x: Float64Array, y: Float64Array, n: number, size: number): Float64Array {
  const squares = new Float64Array(size);
  const points = a.length / n;
  for (let p = 0; p < points; p++) {
    for (let k = 0; k < size; k++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (a[p * n + i] ?? 0) * (x[k * n + i] ?? 0);
      const error = sum - (y[p * size + k] ?? 0);
      squares[k] = (squares[k] ?? 0) + error * error;
    }
  }
  return squares.map(square => Math.sqrt(square / points));
}
