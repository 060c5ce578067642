import { type IntegrateAndFire, type NeuronRecord, ValidationError } from '@rheobase/core';
import type { LeakyNeurons } from '@rheobase/kernels';
import { exp, log, log1p } from '@rheobase/math';

export interface Tuning {
  readonly gain: number;
  readonly bias: number;
}

function tooFast(object: string, rate: number, refractory: number): never {
  throw new ValidationError(`${object}: a max rate of ${rate} Hz is not below 1 / refractory time = ${1 / refractory} Hz`, {
    code: 'invalid-parameter',
    object,
    given: rate,
    allowed: `< ${1 / refractory} Hz`,
  });
}

interface Firing {
  readonly threshold: number;
  /** From the voltage after a spike up to the threshold. */
  readonly span: number;
  /** s. */
  readonly refractory: number;
}

/** What the formula of a type with a leaky voltage goes by; null for types without one. */
export function leakyNeuron(neuron: NeuronRecord<number>, object: string): LeakyNeurons | null {
  switch (neuron.type) {
    case 'lif':
    case 'lifRate':
    case 'adaptiveLif':
    case 'adaptiveLifRate':
    case 'softLif':
      return { tauRc: neuron.tauRc, threshold: 1, span: 1, refractory: neuron.tauRef };
    case 'integrateAndFire':
      return neuron.tauRc === null ? null : { tauRc: neuron.tauRc, ...firing(neuron, object) };
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return leakyNeuron(neuron.base, object);
    case 'relu':
    case 'spikingRelu':
    case 'sigmoid':
    case 'tanh':
    case 'izhikevich':
    case 'customNeuron':
    case 'direct':
      return null;
  }
}

/**
 * Leaky: with E = exp((refractory - 1 / rate) / tauRc) and r the voltage after a spike, the current for a rate is
 * (threshold - r E) / (1 - E), which lies (threshold - r) E / (1 - E) above the threshold; it starts at the threshold.
 */
function leaky(rate: number, intercept: number, { tauRc, threshold, span, refractory }: LeakyNeurons, object: string): Tuning {
  if (!(rate * refractory < 1)) tooFast(object, rate, refractory);
  const z = 1 / (1 - exp((refractory - 1 / rate) / tauRc));
  const gain = ((1 - z) / (intercept - 1)) * span;
  return { gain, bias: threshold - gain * intercept };
}

/** Without leak, the current for a rate is span / (1 / rate - refractory); it starts at zero current. */
function linear(rate: number, intercept: number, { span, refractory }: Firing, object: string): Tuning {
  if (!(rate * refractory < 1)) tooFast(object, rate, refractory);
  const gain = span / (1 / rate - refractory) / (1 - intercept);
  return { gain, bias: -intercept * gain };
}

function firing({ threshold, reset, refractory }: IntegrateAndFire<number>, object: string): Firing {
  if (reset.to !== 'value') return { threshold, span: threshold, refractory };
  if (reset.value < threshold) return { threshold, span: threshold - reset.value, refractory };
  throw new ValidationError(
    `${object}: a reset to ${reset.value} is not below the threshold ${threshold}, so no gain gives a max rate; lower it or give gain and bias`,
    { code: 'invalid-parameter', object, given: reset.value, allowed: `< ${threshold}` },
  );
}

/** The current in which a sigmoid reaches `rate`; zero current is half of its highest rate. */
function sigmoidCurrent(rate: number, tauRef: number, object: string): number {
  if (!(rate * tauRef < 1)) tooFast(object, rate, tauRef);
  return -log(1 / (tauRef * rate) - 1);
}

/** artanh(rate tauRef), as half of log(1 + 2 y / (1 - y)). */
function tanhCurrent(rate: number, tauRef: number, object: string): number {
  const y = rate * tauRef;
  if (!(y < 1)) tooFast(object, rate, tauRef);
  return 0.5 * log1p((2 * y) / (1 - y));
}

/** Gain and bias from the formula of a neuron type; null for types that have none. `amplitude` is left out. */
export function closedForm(neuron: NeuronRecord<number>, rate: number, intercept: number, object: string): Tuning | null {
  const known = leakyNeuron(neuron, object);
  if (known !== null) return leaky(rate, intercept, known, object);
  switch (neuron.type) {
    case 'relu':
    case 'spikingRelu':
      return { gain: rate / (1 - intercept), bias: (-intercept * rate) / (1 - intercept) };
    case 'sigmoid': {
      const z = sigmoidCurrent(rate, neuron.tauRef, object);
      return { gain: z / (1 - intercept), bias: z - z / (1 - intercept) };
    }
    case 'tanh': {
      const gain = tanhCurrent(rate, neuron.tauRef, object) / (1 - intercept);
      return { gain, bias: -intercept * gain };
    }
    case 'integrateAndFire':
      return linear(rate, intercept, firing(neuron, object), object);
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return closedForm(neuron.base, rate, intercept, object);
    case 'customNeuron':
      return neuron.implementation?.gainBias?.(rate, intercept, neuron.parameters) ?? null;
    case 'lif':
    case 'lifRate':
    case 'adaptiveLif':
    case 'adaptiveLifRate':
    case 'softLif':
    case 'izhikevich':
    case 'direct':
      return null;
  }
}
