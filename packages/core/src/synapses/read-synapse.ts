import { hasType } from '../definitions/has-type.js';
import { shown } from '../definitions/shown.js';
import { ValidationError } from '../errors.js';
import type { Fields } from '../record/fields.js';
import { alpha } from './alpha.js';
import { discretisations, linearFilter } from './linear-filter.js';
import { lowpass } from './lowpass.js';
import { type SynapseRecord, synapseKinds } from './synapse.js';
import { needSynapseFields } from './synapse-fields.js';
import { triangle } from './triangle.js';

/** Reads a synapse of a document, through the function that makes it. */
export function readSynapse(at: Fields): SynapseRecord {
  const type = at.oneOf('type', synapseKinds);
  switch (type) {
    case 'lowpass':
      return lowpass(at.number('tau'));
    case 'alpha':
      return alpha(at.number('tau'));
    case 'linearFilter':
      return linearFilter({
        numerator: at.numbers('numerator'),
        denominator: at.numbers('denominator'),
        analog: at.boolean('analog'),
        method: at.oneOf('method', discretisations),
      });
    case 'triangle':
      return triangle(at.number('t'));
  }
}

/** The same synapse through the function that makes its type, for its checks: `ValidationError` names type, parameter and value. */
export function checkedSynapse(synapse: SynapseRecord): SynapseRecord {
  const given: unknown = synapse;
  if (!hasType(given, synapseKinds)) {
    throw new ValidationError(
      `a synapse must be a record such as lowpass(0.005), of type ${synapseKinds.join(', ')}, but ${shown(given)} was given`,
      {
        code: 'invalid-record',
        given,
        allowed: synapseKinds.join(', '),
      },
    );
  }
  needSynapseFields('synapse', synapse);
  switch (synapse.type) {
    case 'lowpass':
      return lowpass(synapse.tau);
    case 'alpha':
      return alpha(synapse.tau);
    case 'linearFilter':
      return linearFilter(synapse);
    case 'triangle':
      return triangle(synapse.t);
  }
}

/** Refuses a synapse within another record that its maker would not give. */
export function synapseField(object: string, name: string, given: unknown): void {
  needSynapseFields(`${object}: ${name}`, given);
  checkedSynapse(given);
}
