import { knownOptions } from '../definitions/known-options.js';
import { optionNames } from '../definitions/option-names.js';
import type { ArrayInput } from '../tensor.js';
import type { PerNeuron } from './neuron.js';
import { neuronParameter } from './parameter.js';

/**
 * The neuron of Izhikevich (2003), in mV and ms inside. One step, with J raised to -30 where it is below:
 * 1. `v += 1000 dt (0.04 v^2 + 5 v + 140 - u + J)`; it fires where v >= 30, and then v = `resetVoltage`;
 * 2. `u += 1000 dt tauRecovery (coupling v - u)`, and `u += resetRecovery` where it fired.
 *
 * State: `voltage` (v, mV), `recovery` (u). Output: `1 / dt` in a step with a spike, else 0.
 */
export interface Izhikevich<P = PerNeuron> {
  readonly type: 'izhikevich';
  /** How fast the recovery follows the voltage, 1 / ms. */
  readonly tauRecovery: P;
  /** How strongly. */
  readonly coupling: P;
  /** Voltage after a spike, mV. */
  readonly resetVoltage: P;
  /** What a spike adds to the recovery. */
  readonly resetRecovery: P;
}

export interface IzhikevichOptions {
  /** Default 0.02. */
  readonly tauRecovery?: ArrayInput;
  /** Default 0.2. */
  readonly coupling?: ArrayInput;
  /** mV. Default -65. */
  readonly resetVoltage?: ArrayInput;
  /** Default 8. */
  readonly resetRecovery?: ArrayInput;
}

const names = optionNames<IzhikevichOptions>({ tauRecovery: true, coupling: true, resetVoltage: true, resetRecovery: true });

export function izhikevich(options: IzhikevichOptions = {}): Izhikevich {
  const {
    tauRecovery = 0.02,
    coupling = 0.2,
    resetVoltage = -65,
    resetRecovery = 8,
  } = knownOptions('izhikevich', options, names, 'izhikevich');
  const parameter = (name: string, value: ArrayInput) => neuronParameter('izhikevich', name, value, {});
  return Object.freeze({
    type: 'izhikevich',
    tauRecovery: parameter('tauRecovery', tauRecovery),
    coupling: parameter('coupling', coupling),
    resetVoltage: parameter('resetVoltage', resetVoltage),
    resetRecovery: parameter('resetRecovery', resetRecovery),
  });
}
