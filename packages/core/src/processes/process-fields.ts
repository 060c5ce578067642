import { list, object, orNull, text } from '../definitions/field-checks.js';
import { type FieldCheck, type FieldTable, knownFields } from '../definitions/known-fields.js';
import { synapses } from '../synapses/synapse.js';
import type { ProcessRecord } from './process.js';

const synapse: FieldCheck = (owner, name, given) => synapses.check(`${owner}: ${name}`, given);

/** Numbers, words and distributions are checked by `checkedProcess`. */
const table: FieldTable<ProcessRecord<unknown, unknown>> = {
  whiteNoise: { distribution: true, scale: true },
  filteredNoise: { synapse, distribution: true, scale: true },
  whiteSignal: { period: true, high: true, rms: true, y0: true },
  presentInput: { inputs: true, presentationTime: true },
  piecewise: { times: list, values: true, functions: orNull(list), interpolation: true },
  filtered: { synapse },
  customProcess: {
    name: text,
    version: text,
    sizeIn: true,
    sizeOut: true,
    parameters: object,
    state: object,
    initialState: { optional: object },
    implementation: { optional: object },
  },
};

/** Refuses what is no process, or one without exactly the fields of its type; arrays may be held in any way. */
export const needProcessFields = (owner: string, given: unknown): void => knownFields(owner, given, table);
