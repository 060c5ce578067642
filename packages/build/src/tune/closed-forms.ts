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

/** How a neuron is tuned: with a leaky voltage by what its formula goes by, which serves many at once, else by a function. */
export type Formula =
  | { readonly leaky: LeakyNeurons }
  | { readonly leaky: null; readonly tuned: (rate: number, intercept: number) => Tuning | null };

const tunedBy = (tuned: (rate: number, intercept: number) => Tuning | null): Formula => ({ leaky: null, tuned });

/** The formula of a neuron type; null for types that have none. `amplitude` is left out. */
export function formulaOf(neuron: NeuronRecord<number>, object: string): Formula | null {
  switch (neuron.type) {
    case 'lif':
    case 'lifRate':
    case 'adaptiveLif':
    case 'adaptiveLifRate':
    case 'softLif':
      return { leaky: { tauRc: neuron.tauRc, threshold: 1, span: 1, refractory: neuron.tauRef } };
    case 'integrateAndFire': {
      const { tauRc } = neuron;
      if (tauRc === null) return tunedBy((rate, intercept) => linear(rate, intercept, firing(neuron, object), object));
      return { leaky: { tauRc, ...firing(neuron, object) } };
    }
    case 'relu':
    case 'spikingRelu':
      return tunedBy((rate, intercept) => ({ gain: rate / (1 - intercept), bias: (-intercept * rate) / (1 - intercept) }));
    case 'sigmoid':
      return tunedBy((rate, intercept) => {
        const z = sigmoidCurrent(rate, neuron.tauRef, object);
        return { gain: z / (1 - intercept), bias: z - z / (1 - intercept) };
      });
    case 'tanh':
      return tunedBy((rate, intercept) => {
        const gain = tanhCurrent(rate, neuron.tauRef, object) / (1 - intercept);
        return { gain, bias: -intercept * gain };
      });
    case 'customNeuron':
      return tunedBy((rate, intercept) => neuron.implementation?.gainBias?.(rate, intercept, neuron.parameters) ?? null);
    case 'regularSpiking':
    case 'stochasticSpiking':
    case 'poissonSpiking':
      return formulaOf(neuron.base, object);
    case 'izhikevich':
    case 'direct':
      return null;
  }
}

/** Gain and bias of a neuron from the formula of its type; null where that gives none. */
export function closedForm(formula: Formula | null, rate: number, intercept: number, object: string): Tuning | null {
  if (formula === null) return null;
  return formula.leaky === null ? formula.tuned(rate, intercept) : leaky(rate, intercept, formula.leaky, object);
}
