import type { ModelEnsemble } from '@rheobase/compiler';
import { goldenNeuron, goldenState } from '@rheobase/compiler/golden';
import type { Fields } from '@rheobase/core';
import { NotYet } from './not-yet.js';
import { flatNumbers, goldenRows } from './numbers.js';
import type { TensorTable } from './tensor-table.js';

/** An ensemble of a golden file: encoders, gain, bias and radius as they are given, nothing multiplied. */
export function goldenEnsemble(at: Fields, table: TensorTable): ModelEnsemble {
  const path = at.text('id');
  const neurons = at.number('n_neurons');
  const neuronType = goldenNeuron(at.fields('neuron_type'));
  if (at.has('noise_current')) throw new NotYet('noise_current of an ensemble');
  const common = { path, dimensions: at.number('dimensions'), radius: at.number('radius'), neuronType, seed: 0 };
  if (neuronType.type === 'direct') {
    return { ...common, neurons: 0, shape: [0], encoders: null, gain: null, bias: null, initialState: {}, draws: null };
  }
  const initial = at.fields('initial_state');
  return {
    ...common,
    neurons,
    shape: [neurons],
    encoders: table.rows(`${path}.encoders`, goldenRows(at, 'encoders')),
    gain: table.put(`${path}.gain`, [neurons], flatNumbers(at, 'gain')),
    bias: table.put(`${path}.bias`, [neurons], flatNumbers(at, 'bias')),
    initialState: Object.fromEntries(
      initial
        .names()
        .map(name => [goldenState(name), { tensor: table.put(`${path}.${goldenState(name)}`, [neurons], flatNumbers(initial, name)) }]),
    ),
    draws: at.has('random') ? table.rows(`${path}.draws`, goldenRows(at, 'random')) : null,
  };
}
