import { type ArrayInput, mapParameters, rate, toTensor, ValidationError } from '@rheobase/core';
import type { Model, ModelEnsemble } from '@rheobase/model';
import { biasOf, dtOf, type EnsembleRef, ensembleIn, gainOf, needModel, perNeuron, type StepLength } from '@rheobase/model';
import { activities } from './activities.js';

/** Outputs of an ensemble's neurons at some points. */
export interface Curves {
  /** How many points. */
  readonly points: number;
  /** (points, dimensions) for tuning curves; (points) for response curves. */
  readonly inputs: Float64Array;
  /** (points, neurons), row-major: rates times amplitude. */
  readonly outputs: Float64Array;
}

const POINTS = 101;

const line = (reach: number): Float64Array => Float64Array.from({ length: POINTS }, (_, i) => ((2 * i) / (POINTS - 1) - 1) * reach);

function withNeurons(where: string, model: Model, ref: EnsembleRef, what: string): ModelEnsemble {
  const ensemble = ensembleIn(where, model, ref);
  const { path, neuronType } = ensemble;
  if (neuronType.type !== 'direct') return ensemble;
  throw new ValidationError(`${path}: a direct ensemble has no neurons and so no ${what}`, { code: 'no-neurons', object: path });
}

/**
 * Settled outputs of an ensemble's neurons for represented values: what decoders are solved from.
 *
 * @param of the ensemble, of the Model or of the Network it was built from, or its path
 * @param inputs values (points, dimensions); default for one dimension: 101 from -radius to radius. `ValidationError` where they do not fit
 */
export function tuningCurves(model: Model, of: EnsembleRef, inputs?: ArrayInput, options: StepLength = {}): Curves {
  needModel('tuningCurves', model);
  const dt = dtOf('tuningCurves', options);
  const ensemble = withNeurons('tuningCurves', model, of, 'tuning curves');
  const { path, dimensions: d, radius } = ensemble;
  const given = inputs === undefined ? null : toTensor(inputs);
  if (given === null && d !== 1) {
    throw new ValidationError(`tuningCurves: ${path} represents ${d} dimensions; give the values to compute it for`, {
      code: 'missing-inputs',
      object: path,
      allowed: `(points, ${d})`,
    });
  }
  const values = given === null ? line(radius) : Float64Array.from(given.data);
  if (values.length % d !== 0 || (given !== null && given.shape.length > 1 && given.shape.at(-1) !== d)) {
    throw new ValidationError(`tuningCurves: values of shape [${given?.shape}] were given for ${path}, which represents ${d} dimensions`, {
      code: 'size-mismatch',
      object: path,
      given: given?.shape,
      allowed: `(points, ${d})`,
    });
  }
  return Object.freeze({ points: values.length / d, inputs: values, outputs: activities(model, ensemble, values, dt) });
}

/**
 * Settled outputs of an ensemble's neurons for values along each neuron's own encoder, the radius being 1: the current is gain x + bias.
 *
 * @param of the ensemble, of the Model or of the Network it was built from, or its path
 * @param along values of x; default 101 from -1 to 1
 */
export function responseCurves(model: Model, of: EnsembleRef, along?: ArrayInput, options: StepLength = {}): Curves {
  needModel('responseCurves', model);
  const dt = dtOf('responseCurves', options);
  const ensemble = withNeurons('responseCurves', model, of, 'response curves');
  const inputs = along === undefined ? line(1) : Float64Array.from(toTensor(along).data);
  const [gain, bias] = [gainOf(model, ensemble), biasOf(model, ensemble)];
  const parameters = mapParameters(ensemble.neuronType, value => perNeuron(model, ensemble, value));
  const outputs = new Float64Array(inputs.length * ensemble.neurons);
  for (let i = 0; i < ensemble.neurons; i++) {
    const neuron = mapParameters(parameters, values => values[i] ?? 0);
    inputs.forEach((x, p) => {
      outputs[p * ensemble.neurons + i] = rate(neuron, (gain[i] ?? 0) * x + (bias[i] ?? 0), dt);
    });
  }
  return Object.freeze({ points: inputs.length, inputs, outputs });
}
