import type { Fields } from '../document/fields.js';
import { integrateAndFire } from './integrate-and-fire.js';
import { lif } from './lif.js';
import { lifRate } from './lif-rate.js';
import { mapParameters, type NeuronKind, type NeuronRecord, type PerNeuron, stateNames } from './neuron.js';
import { relu } from './relu.js';
import { softLif } from './soft-lif.js';
import { spikingRelu } from './spiking-relu.js';

const KINDS = Object.keys(stateNames);
const isKind = (text: string): text is NeuronKind => KINDS.includes(text);

/** A neuron of the type and the settings that a document names; its numeric parameters are those by default. */
function template(at: Fields): NeuronRecord {
  const type = at.oneOf('type', KINDS.filter(isKind));
  switch (type) {
    case 'lif':
      return lif();
    case 'lifRate':
      return lifRate();
    case 'softLif':
      return softLif();
    case 'relu':
      return relu();
    case 'spikingRelu':
      return spikingRelu();
    case 'integrateAndFire': {
      const to = at.fields('reset').oneOf('to', ['zero', 'subtract', 'value']);
      const spikes = at.fields('spikes');
      const range = spikes.oneOf('range', ['binary', 'signed', 'many']);
      return integrateAndFire({
        tauRc: at.has('tauRc') ? 1 : null,
        reset: to === 'value' ? 0 : to,
        spikes: range === 'many' ? { max: spikes.number('max') } : range,
        floor: at.has('floor') ? 0 : null,
      });
    }
  }
}

/** Reads a neuron type of a document; `parameter` reads one numeric parameter, as the document holds it. Ranges are not checked here. */
export function readNeuron<P>(at: Fields, parameter: (at: Fields, name: string) => P): NeuronRecord<P> {
  return mapParameters(template(at), (_value, name) => (name === 'reset' ? parameter(at.fields('reset'), 'value') : parameter(at, name)));
}

/** The same neuron through the function that makes its type, for its checks: `ValidationError` names type, parameter and value. */
export function checkedNeuron(neuron: NeuronRecord<PerNeuron>): NeuronRecord {
  switch (neuron.type) {
    case 'lif':
      return lif(neuron);
    case 'lifRate':
      return lifRate(neuron);
    case 'softLif':
      return softLif(neuron);
    case 'relu':
      return relu(neuron);
    case 'spikingRelu':
      return spikingRelu(neuron);
    case 'integrateAndFire': {
      const { reset, spikes } = neuron;
      return integrateAndFire({
        ...neuron,
        reset: reset.to === 'value' ? reset.value : reset.to,
        spikes: spikes.range === 'many' ? { max: spikes.max } : spikes.range,
      });
    }
  }
}
