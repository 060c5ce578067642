import type { ModelEnsemble } from '@rheobase/compiler';
import type { Fields } from '@rheobase/core';
import { goldenNeuron, stateName } from './neurons.js';
import { NotYet } from './not-yet.js';
import { flatNumbers, goldenRows } from './numbers.js';
import type { TensorTable } from './tensor-table.js';

/** An ensemble of a golden file: encoders, gain, bias and radius as they are given, nothing multiplied. */
export function goldenEnsemble(at: Fields, table: TensorTable): ModelEnsemble {
  const path = at.text('id');
  const neurons = at.number('n_neurons');
  const neuronType = goldenNeuron(at.fields('neuron_type'));
  for (const name of ['noise_current', 'random']) if (at.has(name)) throw new NotYet(`${name} of an ensemble`);
  const initial = at.fields('initial_state');
  return {
    path,
    neurons,
    dimensions: at.number('dimensions'),
    radius: at.number('radius'),
    shape: [neurons],
    neuronType,
    encoders: table.rows(`${path}.encoders`, goldenRows(at, 'encoders')),
    gain: table.put(`${path}.gain`, [neurons], flatNumbers(at, 'gain')),
    bias: table.put(`${path}.bias`, [neurons], flatNumbers(at, 'bias')),
    initialState: Object.fromEntries(
      initial
        .names()
        .map(name => [stateName(name), { tensor: table.put(`${path}.${stateName(name)}`, [neurons], flatNumbers(initial, name)) }]),
    ),
    seed: 0,
  };
}
