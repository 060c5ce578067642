import {
  type ArrayInput,
  knownOptions,
  needSynapse,
  optionNames,
  type SynapseRecord,
  stateSize,
  type Tensor,
  tensor,
  toTensor,
  ValidationError,
} from '@rheobase/core';
import { checkedDt } from '@rheobase/model';
import { type Advance, advanceFilter } from './advance.js';
import { discretise } from './discretise.js';
import { steadyState } from './steady-state.js';

export interface FiltOptions {
  /** Length of a step, s. Default 0.001. */
  readonly dt?: number;
  /** The output at which the filter has settled before the first step. Default 0: at rest. */
  readonly y0?: number;
  /** Along which axis time runs, also counted from the end. Default 0. */
  readonly axis?: number;
}

const names = optionNames<FiltOptions>({ dt: true, y0: true, axis: true });

function checked({ dt = 0.001, y0 = 0, axis = 0 }: FiltOptions, x: Tensor): Required<FiltOptions> {
  checkedDt('filt', dt);
  if (!Number.isFinite(y0)) {
    throw new ValidationError(`filt: y0 must be a finite number, but ${y0} was given`, {
      code: 'invalid-parameter',
      given: y0,
      allowed: 'a finite number',
    });
  }
  const rank = x.shape.length;
  if (!(Number.isInteger(axis) && axis >= -rank && axis < rank)) {
    throw new ValidationError(
      `filt: axis must be a whole number from ${-rank} to ${rank - 1} for shape [${x.shape}], but ${axis} was given`,
      {
        code: 'invalid-parameter',
        given: axis,
        allowed: `${-rank} to ${rank - 1}`,
      },
    );
  }
  return { dt, y0, axis: axis < 0 ? axis + rank : axis };
}

/** Passes every line of `x` along the axis through a filter of its own; `pass` says in which order its values are visited. */
function along(
  synapse: SynapseRecord,
  x: ArrayInput,
  options: FiltOptions,
  pass: (advance: Advance, values: Float64Array) => void,
): Tensor {
  const given = toTensor(x);
  const { dt, y0, axis } = checked(options, given);
  const filter = discretise(synapse, dt);
  const rest = y0 === 0 ? new Float64Array(stateSize(filter)) : steadyState(filter, y0);
  const steps = given.shape[axis] ?? 1;
  const stride = given.shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const out = Float64Array.from(given.data);
  const state = new Float64Array(rest.length);
  const advance = advanceFilter(filter, state, 1);
  const line = new Float64Array(steps);
  for (let first = 0; first < out.length; first += steps * stride) {
    for (let offset = first; offset < first + stride; offset++) {
      state.set(rest);
      for (let k = 0; k < steps; k++) line[k] = out[offset + k * stride] ?? 0;
      pass(advance, line);
      for (let k = 0; k < steps; k++) out[offset + k * stride] = line[k] ?? 0;
    }
  }
  return tensor(given.shape, out);
}

/** Passes the values through a filter, from the first to the last or back. */
function passed(advance: Advance, values: Float64Array, back: boolean): void {
  const u = new Float64Array(1);
  for (let step = 0; step < values.length; step++) {
    const k = back ? values.length - 1 - step : step;
    u[0] = values[k] ?? 0;
    advance(u, values, k);
  }
}

/**
 * What a filter makes of a signal: element k of the result answers element k of `x`, without the delay that a connection has. The result
 * has the shape of `x`, in float64.
 */
export function filt(synapse: SynapseRecord, x: ArrayInput, options: FiltOptions = {}): Tensor {
  needSynapse('filt', synapse);
  return along(synapse, x, knownOptions('filt', options, names), (advance, values) => passed(advance, values, false));
}

/** Filters forwards, then backwards from the state in which the first pass ended: without a shift in time. */
export function filtfilt(synapse: SynapseRecord, x: ArrayInput, options: FiltOptions = {}): Tensor {
  needSynapse('filtfilt', synapse);
  return along(synapse, x, knownOptions('filtfilt', options, names), (advance, values) => {
    passed(advance, values, false);
    passed(advance, values, true);
  });
}
