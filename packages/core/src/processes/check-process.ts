import { values } from '../definitions/field-checks.js';
import { oneOf } from '../definitions/one-of.js';
import { isTyped, wrongRecord } from '../definitions/wrong-record.js';
import { type DistributionRecord, distributions } from '../distributions/distribution.js';
import { ValidationError } from '../errors.js';
import { toFunction } from '../functions/function.js';
import { synapses } from '../synapses/synapse.js';
import { isTensor } from '../tensor.js';
import { interpolations } from './interpolation.js';
import { mapProcess, type ProcessRecord } from './process.js';
import { needProcessFields } from './process-fields.js';
import { needStartingState } from './starting-state.js';

function refuse(type: string, name: string, given: unknown, allowed: string): never {
  throw new ValidationError(`${type}: ${name} must be ${allowed}, but ${Array.isArray(given) ? `[${given}]` : String(given)} was given`, {
    code: 'invalid-parameter',
    object: type,
    given,
    allowed,
  });
}

const needPositive = (type: string, name: string, value: number): void => {
  if (!(Number.isFinite(value) && value > 0)) refuse(type, name, value, 'a finite number > 0');
};

const isSize = (value: unknown, least: number): boolean => typeof value === 'number' && Number.isInteger(value) && value >= least;

/** Whether noise can be drawn from a distribution; arrays that are not at hand are left to when they are. */
function checkNoise(type: string, distribution: DistributionRecord<unknown>): void {
  distributions.structure(`${type}: distribution`, distribution);
  let missing = false;
  distributions.map<{ readonly tensor: unknown }, { readonly tensor: unknown }>(distribution, {
    tensor: array => (missing ||= !isTensor(array)),
  });
  if (missing) return;
  const held = distributions.check(`${type}: distribution`, distribution);
  if (held.type !== 'samples') return;
  const { shape, data } = held.values;
  if (shape.length > 2 || (shape.length === 2 && shape[0] !== 1))
    refuse(type, 'samples', `shape [${shape}]`, 'one row, as each step draws one; presentInput(rows, seconds) gives rows in turn');
  if (data.some(x => !Number.isFinite(x))) refuse(type, 'samples', data, 'finite numbers');
}

/** Refuses a process with fields that its type does not have or with numbers outside their ranges; arrays where their values are at hand. */
export function needChecked(process: ProcessRecord<unknown, unknown>): void {
  needProcessFields(process.type, process);
  const { type } = process;
  switch (type) {
    case 'whiteNoise':
    case 'filteredNoise':
      if (type === 'filteredNoise') synapses.check(`${type}: synapse`, process.synapse);
      checkNoise(type, process.distribution);
      if (typeof process.scale !== 'boolean') refuse(type, 'scale', process.scale, 'true or false');
      return;
    case 'whiteSignal':
      for (const name of ['period', 'high', 'rms'] as const) needPositive(type, name, process[name]);
      if (process.high * process.period < 1) refuse(type, 'high', process.high, `at least one period (${1 / process.period} Hz)`);
      if (process.y0 !== null && !Number.isFinite(process.y0)) refuse(type, 'y0', process.y0, 'a finite number or null');
      return;
    case 'presentInput':
      needPositive(type, 'presentationTime', process.presentationTime);
      return;
    case 'piecewise': {
      const { times, values, functions, interpolation } = process;
      const ascending = times.every((t, k) => Number.isFinite(t) && (k === 0 || t > (times[k - 1] ?? t)));
      if (times.length === 0 || !ascending) refuse(type, 'times', times, 'ascending times in s, at least one');
      if (isTensor(values) && values.shape[0] !== times.length)
        refuse(type, 'values', `${values.shape[0]}`, `${times.length}, one for each time`);
      oneOf(type, 'interpolation', interpolation, interpolations);
      if (functions !== null && interpolation !== 'zero') refuse(type, 'interpolation', interpolation, "'zero' where values are functions");
      if (functions !== null && functions.length !== times.length)
        refuse(type, 'values', functions.length, `${times.length}, one for each time`);
      const least = { zero: 1, nearest: 1, linear: 2, slinear: 2, quadratic: 3, cubic: 4 }[interpolation];
      if (times.length < least) refuse(type, 'times', times, `at least ${least} for interpolation '${interpolation}'`);
      return;
    }
    case 'filtered':
      synapses.check(`${type}: synapse`, process.synapse);
      return;
    case 'customProcess':
      for (const [name, value] of Object.entries(process.parameters)) {
        if (!Number.isFinite(value)) refuse(process.name, name, value, 'a finite number');
      }
      for (const [name, size] of Object.entries(process.state)) {
        if (size !== 'out' && !isSize(size, 1)) refuse(process.name, `state '${name}'`, size, "'out' or a whole number >= 1");
      }
      needStartingState(process.name, process.state, process.initialState ?? {}, process.sizeOut);
      if (process.sizeIn !== null && !isSize(process.sizeIn, 0))
        refuse(process.name, 'sizeIn', process.sizeIn, 'a whole number >= 0 or null');
      if (process.sizeOut !== null && !isSize(process.sizeOut, 1))
        refuse(process.name, 'sizeOut', process.sizeOut, 'a whole number >= 1 or null');
      return;
  }
}

/** The process, frozen, once its numbers are known to lie in their ranges; arrays are checked where their values are at hand. */
export function checkedProcess<P extends ProcessRecord<unknown, unknown>>(process: P): P {
  needChecked(process);
  return Object.freeze(process);
}

/** Rejects what is no process, and what holds arrays or functions in another way than a Network. */
export function needProcess(object: string, given: ProcessRecord): void {
  if (!isTyped(given)) wrongRecord(object, 'a process', given, 'a record such as whiteNoise()', 'call its function');
  needProcessFields(object, given);
  if (given.type === 'piecewise') for (const f of given.functions ?? []) if (f !== null) toFunction(f);
  needChecked(given);
  mapProcess(given, (array, name) => values(object, name, array));
}
