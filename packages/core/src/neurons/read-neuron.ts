import { uniform } from '../distributions/numbers.js';
import type { Fields } from '../record/fields.js';
import { adaptiveLif } from './adaptive-lif.js';
import { adaptiveLifRate } from './adaptive-lif-rate.js';
import type { InitialState } from './behaviour.js';
import { type CustomNeuron, customNeuron, type NeuronDefinition } from './custom-neuron.js';
import { direct } from './direct.js';
import { integrateAndFire } from './integrate-and-fire.js';
import { izhikevich } from './izhikevich.js';
import { lif } from './lif.js';
import { lifRate } from './lif-rate.js';
import { poissonSpiking, regularSpiking, stochasticSpiking } from './make-wrapper.js';
import { mapParameters } from './map-parameters.js';
import { needNeuronFields } from './neuron-fields.js';
import { type NeuronRecord, neuronKinds } from './neurons.js';
import type { PerNeuron } from './parameter.js';
import { relu } from './relu.js';
import { sigmoid } from './sigmoid.js';
import { softLif } from './soft-lif.js';
import { spikingRelu } from './spiking-relu.js';
import { tanh } from './tanh.js';

/** Finds a user's own neuron type by name and version. */
export type FindNeuron = (name: string, version: string) => NeuronDefinition | undefined;

const start = (at: Fields, name: string): InitialState => {
  if (typeof at.raw(name) !== 'object') return at.number(name);
  const drawn = at.fields(name);
  drawn.oneOf('type', ['uniform']);
  return uniform(drawn.number('low'), drawn.number('high'), { integer: drawn.boolean('integer') });
};

function custom(at: Fields, definitionOf: FindNeuron): CustomNeuron {
  const [parameters, state] = [at.fields('parameters'), at.fields('state')];
  const implementation = definitionOf(at.text('name'), at.text('version'));
  return customNeuron({
    type: 'customNeuron',
    name: at.text('name'),
    version: at.text('version'),
    parameters: Object.fromEntries(parameters.names().map(name => [name, 0])),
    state: Object.fromEntries(state.names().map(name => [name, start(state, name)])),
    spiking: at.boolean('spiking'),
    negative: at.boolean('negative'),
    ...(implementation ? { implementation } : {}),
  });
}

/** A neuron of the type and the settings that a document names; its numeric parameters are those by default. */
function template(at: Fields, definitionOf: FindNeuron): NeuronRecord {
  const type = at.oneOf('type', neuronKinds);
  const base = () => template(at.fields('base'), definitionOf);
  switch (type) {
    case 'direct':
      return direct();
    case 'lif':
      return lif();
    case 'lifRate':
      return lifRate();
    case 'adaptiveLif':
      return adaptiveLif();
    case 'adaptiveLifRate':
      return adaptiveLifRate();
    case 'softLif':
      return softLif();
    case 'relu':
      return relu();
    case 'spikingRelu':
      return spikingRelu();
    case 'sigmoid':
      return sigmoid();
    case 'tanh':
      return tanh();
    case 'izhikevich':
      return izhikevich();
    case 'regularSpiking':
      return regularSpiking(base());
    case 'stochasticSpiking':
      return stochasticSpiking(base());
    case 'poissonSpiking':
      return poissonSpiking(base());
    case 'customNeuron':
      return custom(at, definitionOf);
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

/** Follows a dotted name from a record to the fields that hold its last part. */
function placeOf(at: Fields, name: string): { readonly fields: Fields; readonly name: string } {
  const [first = '', last] = name.split(/\.(.*)/);
  if (first === 'parameters' && last !== undefined) return { fields: at.fields(first), name: last };
  if (last !== undefined) return placeOf(at.fields(first), last);
  return first === 'reset' ? { fields: at.fields('reset'), name: 'value' } : { fields: at, name };
}

/**
 * Reads a neuron type of a document; `parameter` reads one numeric parameter, as the document holds it, and `definitionOf` finds a user's
 * own type. Ranges are not checked here.
 */
export function readNeuron<P>(
  at: Fields,
  parameter: (at: Fields, name: string) => P,
  definitionOf: FindNeuron = () => undefined,
): NeuronRecord<P> {
  return mapParameters(template(at, definitionOf), (_value, name) => {
    const place = placeOf(at, name);
    return parameter(place.fields, place.name);
  });
}

/** The same neuron through the function that makes its type, for its checks: `ValidationError` names type, parameter and value. */
export function checkedNeuron(neuron: NeuronRecord<PerNeuron>): NeuronRecord {
  needNeuronFields('neuronType', neuron);
  switch (neuron.type) {
    case 'direct':
      return direct();
    case 'lif':
      return lif(neuron);
    case 'lifRate':
      return lifRate(neuron);
    case 'adaptiveLif':
      return adaptiveLif(neuron);
    case 'adaptiveLifRate':
      return adaptiveLifRate(neuron);
    case 'softLif':
      return softLif(neuron);
    case 'relu':
      return relu(neuron);
    case 'spikingRelu':
      return spikingRelu(neuron);
    case 'sigmoid':
      return sigmoid(neuron);
    case 'tanh':
      return tanh(neuron);
    case 'izhikevich':
      return izhikevich(neuron);
    case 'regularSpiking':
      return regularSpiking(checkedNeuron(neuron.base), { amplitude: neuron.amplitude });
    case 'stochasticSpiking':
      return stochasticSpiking(checkedNeuron(neuron.base), { amplitude: neuron.amplitude });
    case 'poissonSpiking':
      return poissonSpiking(checkedNeuron(neuron.base), { amplitude: neuron.amplitude });
    case 'customNeuron':
      return customNeuron(neuron);
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
