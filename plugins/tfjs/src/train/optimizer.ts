import { shown, ValidationError } from '@rheobase/core';
import type { OptimizerRecord } from '@rheobase/runtime';

/** Changes values, in place, against their gradient. Holds what it remembers of the tensor from update to update. */
export type Update = (values: Float32Array, gradient: Float32Array) => void;

function check(record: OptimizerRecord): void {
  const parameters: readonly (readonly [string, unknown])[] = Object.entries(record);
  for (const [name, value] of parameters) {
    if (name === 'type') continue;
    const positive = name === 'learningRate' || name === 'epsilon';
    const ok = typeof value === 'number' && Number.isFinite(value) && (positive ? value > 0 : value >= 0 && value < 1);
    if (ok) continue;
    const allowed = positive ? '> 0' : '0 to below 1';
    throw new ValidationError(`fit: ${name} of optimizer ${record.type} must be ${allowed}, but ${shown(value)} was given`, {
      code: 'invalid-parameter',
      given: value,
      allowed,
    });
  }
}

/** Kingma and Ba (2015), with bias correction: step = rate m̂ / (√v̂ + epsilon). */
function adamUpdate({ learningRate, beta1, beta2, epsilon }: Extract<OptimizerRecord, { type: 'adam' }>, size: number): Update {
  const mean = new Float32Array(size);
  const square = new Float32Array(size);
  let decay1 = 1;
  let decay2 = 1;
  return (values, gradient) => {
    decay1 *= beta1;
    decay2 *= beta2;
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] ?? 0;
      const m = beta1 * (mean[i] ?? 0) + (1 - beta1) * g;
      const v = beta2 * (square[i] ?? 0) + (1 - beta2) * g * g;
      mean[i] = m;
      square[i] = v;
      values[i] = (values[i] ?? 0) - (learningRate * (m / (1 - decay1))) / (Math.sqrt(v / (1 - decay2)) + epsilon);
    }
  };
}

/** Mean square by exponential decay, then momentum: step = momentum step + rate g / √(v + epsilon). */
function rmspropUpdate({ learningRate, decay, momentum, epsilon }: Extract<OptimizerRecord, { type: 'rmsprop' }>, size: number): Update {
  const square = new Float32Array(size);
  const step = new Float32Array(size);
  return (values, gradient) => {
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] ?? 0;
      const v = decay * (square[i] ?? 0) + (1 - decay) * g * g;
      const s = momentum * (step[i] ?? 0) + (learningRate * g) / Math.sqrt(v + epsilon);
      square[i] = v;
      step[i] = s;
      values[i] = (values[i] ?? 0) - s;
    }
  };
}

/** step = momentum step + g; values −= rate step. */
function sgdUpdate({ learningRate, momentum }: Extract<OptimizerRecord, { type: 'sgd' }>, size: number): Update {
  const step = new Float32Array(momentum === 0 ? 0 : size);
  return (values, gradient) => {
    for (let i = 0; i < values.length; i++) {
      const s = momentum * (step[i] ?? 0) + (gradient[i] ?? 0);
      if (momentum !== 0) step[i] = s;
      values[i] = (values[i] ?? 0) - learningRate * s;
    }
  };
}

/** The update of one tensor of `size` elements. */
export function updateOf(record: OptimizerRecord, size: number): Update {
  check(record);
  switch (record.type) {
    case 'adam':
      return adamUpdate(record, size);
    case 'rmsprop':
      return rmspropUpdate(record, size);
    case 'sgd':
      return sgdUpdate(record, size);
  }
}
