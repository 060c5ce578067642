import type { NeuronRecord } from './neurons.js';

/**
 * The same neuron with every numeric parameter passed through `map`; settings stay. Names lead to the parameter in the record: `tauRc`,
 * `base.tauRc` of a base type, `parameters.x` of a user's type; `reset` is that of `integrateAndFire`.
 */
export function mapParameters<A, B>(neuron: NeuronRecord<A>, map: (value: A, name: string) => B): NeuronRecord<B> {
  const lifCurve = ({ tauRc, tauRef, amplitude }: { readonly tauRc: A; readonly tauRef: A; readonly amplitude: A }) => ({
    tauRc: map(tauRc, 'tauRc'),
    tauRef: map(tauRef, 'tauRef'),
    amplitude: map(amplitude, 'amplitude'),
  });
  const adaptation = ({ tauN, incN }: { readonly tauN: A; readonly incN: A }) => ({ tauN: map(tauN, 'tauN'), incN: map(incN, 'incN') });
  switch (neuron.type) {
    case 'direct':
      return neuron;
    case 'lif':
      return { type: 'lif', ...lifCurve(neuron), minVoltage: map(neuron.minVoltage, 'minVoltage') };
    case 'lifRate':
      return { type: 'lifRate', ...lifCurve(neuron) };
    case 'adaptiveLif':
      return { type: 'adaptiveLif', ...lifCurve(neuron), minVoltage: map(neuron.minVoltage, 'minVoltage'), ...adaptation(neuron) };
    case 'adaptiveLifRate':
      return { type: 'adaptiveLifRate', ...lifCurve(neuron), ...adaptation(neuron) };
    case 'softLif':
      return { type: 'softLif', ...lifCurve(neuron), sigma: map(neuron.sigma, 'sigma') };
    case 'relu':
    case 'spikingRelu':
      return { type: neuron.type, amplitude: map(neuron.amplitude, 'amplitude') };
    case 'sigmoid':
    case 'tanh':
      return { type: neuron.type, tauRef: map(neuron.tauRef, 'tauRef') };
    case 'integrateAndFire':
      return {
        type: 'integrateAndFire',
        tauRc: neuron.tauRc === null ? null : map(neuron.tauRc, 'tauRc'),
        threshold: map(neuron.threshold, 'threshold'),
        reset: neuron.reset.to === 'value' ? { to: 'value', value: map(neuron.reset.value, 'reset') } : neuron.reset,
        refractory: map(neuron.refractory, 'refractory'),
        spikes: neuron.spikes,
        initial: map(neuron.initial, 'initial'),
        floor: neuron.floor === null ? null : map(neuron.floor, 'floor'),
        amplitude: map(neuron.amplitude, 'amplitude'),
      };
    case 'izhikevich':
      return {
        type: 'izhikevich',
        tauRecovery: map(neuron.tauRecovery, 'tauRecovery'),
        coupling: map(neuron.coupling, 'coupling'),
        resetVoltage: map(neuron.resetVoltage, 'resetVoltage'),
        resetRecovery: map(neuron.resetRecovery, 'resetRecovery'),
      };
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return {
        type: neuron.type,
        base: mapParameters(neuron.base, (value, name) => map(value, `base.${name}`)),
        amplitude: map(neuron.amplitude, 'amplitude'),
      };
    case 'customNeuron': {
      const mapped = Object.entries(neuron.parameters).map(([name, value]) => [name, map(value, `parameters.${name}`)] as const);
      return { ...neuron, parameters: Object.fromEntries(mapped) };
    }
  }
}
