import type { Model, ModelConnection, ModelEnsemble } from '@rheobase/model';
import { neuronPass } from '../kernels/neurons.js';
import { delivered } from './connections.js';
import { multiplied, scaled, shifted } from './linear.js';
import { curveOf } from './neurons.js';
import { fired } from './nonlinear.js';
import type { Store } from './store.js';
import { type Read, type Step, times, total } from './values.js';

/**
 * An ensemble: J = gain (neuron inputs + encoders x / radius) + direct currents + bias, then the curve of its neurons, whose threshold
 * `sigma` smooths. A gain that all neurons share, and that is not trained, is applied to what comes in.
 */
export function ensembleStep(
  model: Model,
  ensemble: ModelEnsemble,
  incoming: readonly ModelConnection[],
  store: Store,
  sigma: number,
): Step {
  const { path, neurons, shape, dimensions, radius, encoders, gain, bias } = ensemble;
  const pass = neuronPass(curveOf(model, ensemble, sigma), neurons);
  const common = gain === null ? 1 : store.everywhere(gain);
  const gains = gain === null || common !== null ? null : store.repeating(gain, shape, neurons);
  const biases = bias === null || store.everywhere(bias) === 0 ? null : store.repeating(bias, shape, neurons);
  const arriving = (port: 'input' | 'neurons' | 'current', size: number, factor: number): Read[] =>
    incoming.filter(({ post }) => post.port === port).map(connection => delivered(model, connection, store, size, factor));
  const toInput = arriving('input', dimensions, 1);
  const toNeurons = arriving('neurons', neurons, common ?? 1);
  const toCurrent = arriving('current', neurons, 1);
  return values => {
    const drives = toNeurons.map(read => read(values));
    if (encoders !== null) {
      const x = total(
        toInput.map(read => read(values)),
        values,
        dimensions,
      );
      values.represented.set(path, x);
      drives.push(times(multiplied(x, store.read(encoders), neurons), (common ?? 1) / radius, store));
    }
    const scale = gains !== null && drives.length > 0 ? [scaled(total(drives, values, neurons), gains())] : drives;
    const sum = total([...scale, ...toCurrent.map(read => read(values))], values, neurons);
    const current = biases ? shifted(sum, biases()) : sum;
    values.currents.set(path, current);
    values.outputs.set(path, fired(current, pass));
  };
}
