import { distributions } from '../distributions/distribution.js';
import { Fields } from '../record/fields.js';
import { synapses } from '../synapses/synapse.js';
import { checkedProcess } from './check-process.js';
import type { ProcessDefinition } from './custom-process.js';
import { interpolations } from './interpolation.js';
import { type ProcessRecord, processKinds } from './process.js';

/** How a document holds what a process consists of. */
export interface ProcessParts<A, F> {
  /** An array of its own: rows of values. */
  readonly rows: (at: Fields, name: string) => A;
  /** An array of its distribution. */
  readonly array: (at: Fields, name: string) => A;
  readonly function: (at: Fields) => F;
  /** A user's own by name and version. Default: left open. */
  readonly definition?: (name: string, version: string) => ProcessDefinition | undefined;
}

const initialStateOf = (at: Fields): Readonly<Record<string, number | readonly number[]>> =>
  Object.fromEntries(at.names().map(name => [name, Array.isArray(at.raw(name)) ? at.numbers(name) : at.number(name)]));

function custom(at: Fields, definition: ProcessParts<unknown, unknown>['definition']): ProcessRecord<never, never> {
  const [name, version] = [at.text('name'), at.text('version')];
  const [parameters, state] = [at.fields('parameters'), at.fields('state')];
  const implementation = definition?.(name, version);
  return {
    type: 'customProcess',
    name,
    version,
    sizeIn: at.has('sizeIn') ? at.number('sizeIn') : null,
    sizeOut: at.has('sizeOut') ? at.number('sizeOut') : null,
    parameters: Object.fromEntries(parameters.names().map(key => [key, parameters.number(key)])),
    state: Object.fromEntries(
      state.names().map(key => [key, typeof state.raw(key) === 'number' ? state.number(key) : state.oneOf(key, ['out'])]),
    ),
    ...(at.has('initialState') ? { initialState: initialStateOf(at.fields('initialState')) } : {}),
    ...(implementation ? { implementation } : {}),
  };
}

function read<A, F>(at: Fields, parts: ProcessParts<A, F>): ProcessRecord<A, F> {
  const type = at.oneOf('type', processKinds);
  const distribution = () => distributions.read(at.fields('distribution'), { tensor: parts.array });
  switch (type) {
    case 'whiteNoise':
      return { type, distribution: distribution(), scale: at.boolean('scale') };
    case 'filteredNoise':
      return { type, synapse: synapses.read(at.fields('synapse')), distribution: distribution(), scale: at.boolean('scale') };
    case 'whiteSignal':
      return {
        type,
        period: at.number('period'),
        high: at.number('high'),
        rms: at.number('rms'),
        y0: at.has('y0') ? at.number('y0') : null,
      };
    case 'presentInput':
      return { type, inputs: parts.rows(at, 'inputs'), presentationTime: at.number('presentationTime') };
    case 'piecewise': {
      const one = (item: unknown, index: number) =>
        item === null ? null : parts.function(new Fields(item, `${at.where}.functions[${index}]`));
      return {
        type,
        times: at.numbers('times'),
        values: parts.rows(at, 'values'),
        functions: at.has('functions') ? at.list('functions').map(one) : null,
        interpolation: at.oneOf('interpolation', interpolations),
      };
    }
    case 'filtered':
      return { type, synapse: synapses.read(at.fields('synapse')) };
    case 'customProcess':
      return custom(at, parts.definition);
  }
}

/** Reads a process of a document, with the checks of the functions that make one. */
export const readProcess = <A, F>(at: Fields, parts: ProcessParts<A, F>): ProcessRecord<A, F> => checkedProcess(read(at, parts));
