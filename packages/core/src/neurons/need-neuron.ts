import { isTyped, wrongRecord } from '../definitions/wrong-record.js';
import { isTensor } from '../tensor.js';
import { mapParameters } from './map-parameters.js';
import { needNeuronFields } from './neuron-fields.js';
import type { NeuronRecord } from './neurons.js';

/** Rejects what is no neuron type. */
export function needNeuron(object: string, given: NeuronRecord): void {
  if (!isTyped(given)) wrongRecord(object, 'neuronType', given, 'a record such as lif()', 'call its function, as in neuronType: lif()');
  needNeuronFields(`${object}: neuronType`, given);
  mapParameters(given, (value, name) => {
    if (typeof value === 'number' || isTensor(value)) return;
    wrongRecord(object, `neuronType ${given.type}: ${name}`, value, 'a number or a tensor', `write ${given.type}({ … }), which makes one`);
  });
}
