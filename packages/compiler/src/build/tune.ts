import { type IntegrateAndFire, type NeuronRecord, ValidationError } from '@rheobase/core';
import { exp } from '@rheobase/math';

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
function leaky(rate: number, intercept: number, tauRc: number, { threshold, span, refractory }: Firing, object: string): Tuning {
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

/**
 * Gain and bias that make a neuron start to fire at `intercept` along its encoder and reach `rate` (Hz) at its end; `amplitude` is left out.
 * `ValidationError` names the ensemble where intercept >= 1 or the rate is out of reach.
 */
export function tune(neuron: NeuronRecord<number>, rate: number, intercept: number, object: string): Tuning {
  if (!(intercept < 1)) {
    throw new ValidationError(`${object}: intercepts must be below 1, but ${intercept} was given`, {
      code: 'invalid-parameter',
      object,
      given: intercept,
      allowed: '< 1',
    });
  }
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new ValidationError(`${object}: maxRates must be finite and above 0 Hz, but ${rate} was given`, {
      code: 'invalid-parameter',
      object,
      given: rate,
      allowed: '> 0',
    });
  }
  const tuning = tuned(neuron, rate, intercept, object);
  if (tuning.gain > 0) return tuning;
  throw new ValidationError(
    `${object}: a max rate of ${rate} Hz with intercept ${intercept} needs a gain of ${tuning.gain}, but gains must be above 0; raise maxRates`,
    {
      code: 'invalid-parameter',
      object,
      given: rate,
      allowed: 'a rate with a gain above 0',
    },
  );
}

function tuned(neuron: NeuronRecord<number>, rate: number, intercept: number, object: string): Tuning {
  switch (neuron.type) {
    case 'lif':
    case 'lifRate':
    case 'softLif':
      return leaky(rate, intercept, neuron.tauRc, { threshold: 1, span: 1, refractory: neuron.tauRef }, object);
    case 'relu':
    case 'spikingRelu':
      return { gain: rate / (1 - intercept), bias: (-intercept * rate) / (1 - intercept) };
    case 'integrateAndFire':
      return neuron.tauRc === null
        ? linear(rate, intercept, firing(neuron, object), object)
        : leaky(rate, intercept, neuron.tauRc, firing(neuron, object), object);
  }
}
