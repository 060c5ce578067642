import { flag, object, text, whole } from '../definitions/field-checks.js';
import { type FieldCheck, type FieldTable, knownFields } from '../definitions/known-fields.js';
import type { Reset, SpikeRange } from './integrate-and-fire.js';
import type { NeuronRecord } from './neurons.js';

const lifRate = { tauRc: true, tauRef: true, amplitude: true } as const;
const lif = { ...lifRate, minVoltage: true } as const;
const adaptation = { tauN: true, incN: true } as const;
const wrapper = { base: baseField, amplitude: true } as const;

const resets: FieldTable<Reset<unknown>, 'to'> = { zero: {}, subtract: {}, value: { value: true } };
const ranges: FieldTable<SpikeRange, 'range'> = { binary: {}, signed: {}, many: { max: whole(1) } };

const choiceOf =
  (table: Parameters<typeof knownFields>[2], by: string): FieldCheck =>
  (owner, name, given) =>
    knownFields(`${owner}: ${name}`, given, table, by);

/** Numbers are checked by `checkedNeuron`. */
const table: FieldTable<NeuronRecord<unknown>> = {
  direct: {},
  lif,
  lifRate,
  adaptiveLif: { ...lif, ...adaptation },
  adaptiveLifRate: { ...lifRate, ...adaptation },
  softLif: { ...lifRate, sigma: true },
  relu: { amplitude: true },
  spikingRelu: { amplitude: true },
  sigmoid: { tauRef: true },
  tanh: { tauRef: true },
  integrateAndFire: {
    tauRc: true,
    threshold: true,
    reset: choiceOf(resets, 'to'),
    refractory: true,
    spikes: choiceOf(ranges, 'range'),
    initial: true,
    floor: true,
    amplitude: true,
  },
  izhikevich: { tauRecovery: true, coupling: true, resetVoltage: true, resetRecovery: true },
  regularSpiking: wrapper,
  stochasticSpiking: wrapper,
  poissonSpiking: wrapper,
  customNeuron: {
    name: text,
    version: text,
    parameters: object,
    state: object,
    spiking: flag,
    negative: flag,
    implementation: { optional: object },
  },
};

/** Refuses what is no neuron type, or one without exactly the fields of its type; numbers may be held in any way. */
export const needNeuronFields = (owner: string, given: unknown): void => knownFields(owner, given, table);

function baseField(owner: string, name: string, given: unknown): void {
  knownFields(`${owner}: ${name}`, given, table);
}
