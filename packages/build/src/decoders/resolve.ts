import { type Definition, defaultDt, knownOptions, optionNames, type Tensor, tensor, ValidationError } from '@rheobase/core';
import type { DecoderProblem, Model, TensorId } from '@rheobase/model';
import { checkedDt, ensembleAt, needModel, problemIds, type StepLength, withTensors } from '@rheobase/model';
import { DecoderCache } from './decoder-cache.js';
import { decodersFor } from './decoders.js';

const solvedAgain = (
  model: Model,
  ensemble: string,
  solve: DecoderProblem,
  decoders: TensorId,
  object: string,
  cache: DecoderCache,
): readonly [TensorId, Tensor] => {
  const { size, values } = decodersFor(model, ensemble, solve, object, cache);
  return [decoders, tensor([size, ensembleAt(model, ensemble).neurons], values)];
};

/** For which step decoders are solved again, and with what. */
export interface ResolveOptions extends StepLength {
  /** Solvers of the user that the model was read back with by name and version alone. */
  readonly definitions?: readonly Definition[];
}

const names = optionNames<ResolveOptions>({ dt: true, definitions: true });

/**
 * Solves every decoder again from what `build` kept: after changed encoders, gains, biases or neuron types, or for another step. Given decoders
 * stay as they are.
 */
export function resolve(model: Model, options: ResolveOptions = {}): Model {
  needModel('resolve', model);
  const { dt = defaultDt, definitions } = knownOptions('resolve', options, names);
  checkedDt('resolve', dt);
  const solved: (readonly [TensorId, Tensor])[] = [];
  const cache = new DecoderCache(undefined, undefined, dt, definitions);
  for (const { path, pre, decoders, solve } of model.connections) {
    if (decoders === null) continue;
    if (solve === null) throw stripped(path);
    if (solve.evalPoints === null) continue;
    solved.push(solvedAgain(model, pre.path, solve, decoders, path, cache));
  }
  for (const { path, target, decoders, solve } of model.probes) {
    if (decoders === null) continue;
    if (solve === null) throw stripped(path);
    if (solve.evalPoints === null) continue;
    solved.push(solvedAgain(model, target.path, solve, decoders, path, cache));
  }
  return withTensors(model, solved);
}

const stripped = (path: string): ValidationError =>
  new ValidationError(
    `${path}: its evaluation points and targets were stripped, so its decoders cannot be solved again; build the network again`,
    {
      code: 'stripped',
      object: path,
    },
  );

/** The model without what decoders were solved from: smaller, but `resolve` refuses it. */
export function strip(model: Model): Model {
  needModel('strip', model);
  const bare: Model = {
    ...model,
    connections: model.connections.map(connection => ({ ...connection, solve: null })),
    probes: model.probes.map(probe => ({ ...probe, solve: null })),
  };
  const unused = new Set([...model.connections, ...model.probes].flatMap(({ solve }) => problemIds(solve)));
  return Object.freeze({ ...bare, tensors: new Map(Array.from(model.tensors).filter(([id]) => !unused.has(id))) });
}
