import type { Fields } from '@rheobase/core';
import type { ModelEnsemble, ModelNoise } from '@rheobase/model';
import { goldenNeuron, goldenState } from '../golden/neuron-type.js';
import { flatNumbers, goldenRows } from '../golden/numbers.js';
import type { TensorTable } from './tensor-table.js';

/** Currents by step, one row a step. */
function noiseCurrent(at: Fields, path: string, table: TensorTable, dt: number): ModelNoise {
  const inputs = table.rows(`${path}.noise.inputs`, goldenRows(at, 'noise_current'));
  return { process: { type: 'presentInput', inputs, presentationTime: dt }, seed: 0 };
}

/** An ensemble of a golden file: encoders, gain, bias and radius as they are given, nothing multiplied; given draws as its draws. */
export function goldenEnsemble(at: Fields, table: TensorTable, dt: number): ModelEnsemble {
  const path = at.text('id');
  const neuronType = goldenNeuron(at.fields('neuron_type'));
  const common = { path, dimensions: at.number('dimensions'), radius: at.number('radius'), neuronType, seed: 0 };
  // What computes directly has no neurons here, whatever number the file gives.
  if (neuronType.type === 'direct') {
    return { ...common, neurons: 0, shape: [0], encoders: null, gain: null, bias: null, initialState: {}, draws: null };
  }
  const neurons = at.number('n_neurons');
  const initial = at.fields('initial_state');
  const state = (name: string) => table.put(`${path}.${goldenState(name)}`, [neurons], flatNumbers(initial, name));
  return {
    ...common,
    neurons,
    shape: [neurons],
    encoders: table.rows(`${path}.encoders`, goldenRows(at, 'encoders')),
    gain: table.put(`${path}.gain`, [neurons], flatNumbers(at, 'gain')),
    bias: table.put(`${path}.bias`, [neurons], flatNumbers(at, 'bias')),
    initialState: Object.fromEntries(initial.names().map(name => [goldenState(name), { tensor: state(name) }])),
    draws: at.has('random') ? table.rows(`${path}.draws`, goldenRows(at, 'random')) : null,
    ...(at.has('noise_current') ? { noise: noiseCurrent(at, path, table, dt) } : {}),
  };
}
