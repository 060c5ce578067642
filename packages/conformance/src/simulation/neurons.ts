import type { ModelNeuron } from '@rheobase/compiler';
import type { Fields } from '@rheobase/core';
import { NotYet } from './not-yet.js';
import { goldenNumber } from './numbers.js';

const TYPES = [
  'LIF',
  'LIFRate',
  'RectifiedLinear',
  'SpikingRectifiedLinear',
  'AdaptiveLIF',
  'AdaptiveLIFRate',
  'Izhikevich',
  'Sigmoid',
  'Tanh',
  'RegularSpiking',
  'StochasticSpiking',
  'PoissonSpiking',
  'Direct',
] as const;

/** A neuron type of a golden file. */
export function goldenNeuron(at: Fields): ModelNeuron {
  const type = at.oneOf('type', TYPES);
  const number = (name: string) => goldenNumber(at, name);
  switch (type) {
    case 'LIF':
      return {
        type: 'lif',
        tauRc: number('tau_rc'),
        tauRef: number('tau_ref'),
        minVoltage: number('min_voltage'),
        amplitude: number('amplitude'),
      };
    case 'LIFRate':
      return { type: 'lifRate', tauRc: number('tau_rc'), tauRef: number('tau_ref'), amplitude: number('amplitude') };
    case 'RectifiedLinear':
      return { type: 'relu', amplitude: number('amplitude') };
    case 'SpikingRectifiedLinear':
      return { type: 'spikingRelu', amplitude: number('amplitude') };
    case 'AdaptiveLIF':
    case 'AdaptiveLIFRate':
    case 'Izhikevich':
    case 'Sigmoid':
    case 'Tanh':
    case 'RegularSpiking':
    case 'StochasticSpiking':
    case 'PoissonSpiking':
    case 'Direct':
      throw new NotYet(`neuron type ${type}`);
  }
}

/** What one spike in a step counts, times dt; null where the type does not spike. Izhikevich neurons have no amplitude: 1. */
export function spikeAmplitude(at: Fields): number | null {
  const type = at.oneOf('type', TYPES);
  switch (type) {
    case 'LIF':
    case 'SpikingRectifiedLinear':
    case 'AdaptiveLIF':
    case 'Izhikevich':
    case 'RegularSpiking':
    case 'StochasticSpiking':
    case 'PoissonSpiking':
      return at.has('amplitude') ? at.number('amplitude') : 1;
    case 'LIFRate':
    case 'RectifiedLinear':
    case 'AdaptiveLIFRate':
    case 'Sigmoid':
    case 'Tanh':
    case 'Direct':
      return null;
  }
}

/** The name in a Model of a state variable of a golden file. */
export function stateName(name: string): string {
  const names: Readonly<Record<string, string>> = { refractory_time: 'refractoryTime', rate_out: 'rateOut' };
  return names[name] ?? name;
}
