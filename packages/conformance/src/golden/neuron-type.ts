import { type Fields, ImportError, isSpiking, type NeuronRecord } from '@rheobase/core';

/** Reads a number that may be written as `inf` or `-inf`. */
function number(at: Fields, name: string): number {
  const raw = at.raw(name);
  if (raw === 'inf' || raw === '-inf') return raw === 'inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return at.number(name);
}

/** The neuron type of a golden file; `ImportError` for one that there is not. */
export function goldenNeuron(at: Fields): NeuronRecord<number> {
  const amplitude = () => (at.has('amplitude') ? number(at, 'amplitude') : 1);
  const curve = () => ({ tauRc: number(at, 'tau_rc'), tauRef: number(at, 'tau_ref'), amplitude: amplitude() });
  const adaptation = () => ({ tauN: number(at, 'tau_n'), incN: number(at, 'inc_n') });
  const wrapper = () => ({ base: goldenNeuron(at.fields('base_type')), amplitude: amplitude() });
  const type = at.text('type');
  switch (type) {
    case 'Direct':
      return { type: 'direct' };
    case 'LIF':
      return { type: 'lif', ...curve(), minVoltage: number(at, 'min_voltage') };
    case 'LIFRate':
      return { type: 'lifRate', ...curve() };
    case 'AdaptiveLIF':
      return { type: 'adaptiveLif', ...curve(), minVoltage: number(at, 'min_voltage'), ...adaptation() };
    case 'AdaptiveLIFRate':
      return { type: 'adaptiveLifRate', ...curve(), ...adaptation() };
    case 'RectifiedLinear':
      return { type: 'relu', amplitude: amplitude() };
    case 'SpikingRectifiedLinear':
      return { type: 'spikingRelu', amplitude: amplitude() };
    case 'Sigmoid':
      return { type: 'sigmoid', tauRef: number(at, 'tau_ref') };
    case 'Tanh':
      return { type: 'tanh', tauRef: number(at, 'tau_ref') };
    case 'Izhikevich':
      return {
        type: 'izhikevich',
        tauRecovery: number(at, 'tau_recovery'),
        coupling: number(at, 'coupling'),
        resetVoltage: number(at, 'reset_voltage'),
        resetRecovery: number(at, 'reset_recovery'),
      };
    case 'RegularSpiking':
      return { type: 'regularSpiking', ...wrapper() };
    case 'StochasticSpiking':
      return { type: 'stochasticSpiking', ...wrapper() };
    case 'PoissonSpiking':
      return { type: 'poissonSpiking', ...wrapper() };
    default:
      throw new ImportError(`${at.where}: neuron type '${type}' is not known`, { code: 'unknown-type', object: at.where, given: type });
  }
}

/** A neuron type in the name of a case, its settings with it. */
export const titleOf = (at: Fields, index: number): string =>
  `${index}: ${at.text('type')}${at.has('base_type') ? ` of ${at.fields('base_type').text('type')}` : ''}`;

/** The state variable that a golden name means. */
export const goldenState = (name: string): string => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** What one spike in a step counts, times dt; null where the type does not spike. Types without an amplitude have 1. */
export function spikeAmplitude(at: Fields): number | null {
  const neuron = goldenNeuron(at);
  if (!isSpiking(neuron)) return null;
  return 'amplitude' in neuron ? neuron.amplitude : 1;
}
