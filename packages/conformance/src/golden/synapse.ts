import { alpha, type Fields, linearFilter, lowpass, type SynapseRecord, triangle } from '@rheobase/core';

const METHODS = { zoh: 'zoh', euler: 'euler', bilinear: 'bilinear', backward_diff: 'backwardDifference' } as const;

/** The synapse that a golden file means. */
export function goldenSynapse(at: Fields): SynapseRecord {
  const type = at.oneOf('type', ['lowpass', 'alpha', 'triangle', 'linear']);
  switch (type) {
    case 'lowpass':
      return lowpass(at.number('tau'));
    case 'alpha':
      return alpha(at.number('tau'));
    case 'triangle':
      return triangle(at.number('t'));
    case 'linear':
      return linearFilter({
        numerator: at.numbers('num'),
        denominator: at.numbers('den'),
        analog: at.boolean('analog'),
        method: METHODS[at.oneOf('method', ['zoh', 'euler', 'bilinear', 'backward_diff'])],
      });
  }
}

/** The synapse under a name; null where there is none. */
export const synapseAt = (at: Fields, name: string): SynapseRecord | null => (at.has(name) ? goldenSynapse(at.fields(name)) : null);
