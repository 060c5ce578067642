import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { activityFilter, learningRule, outer, preFiltered, rate } from './behaviour.js';

/**
 * Prescribed error sensitivity (MacNeil and Eliasmith, 2011): decoders move against the error sent to the rule,
 * `-learningRate dt / n error ⊗ a`, a the filtered activities of the n neurons. The error is actual less wanted.
 */
export const pes = learningRule(
  kind('pes', {
    /** Default 1e-4. */
    learningRate: rate(1e-4),
    /** Filter on the activities; null: none. Default `lowpass(0.005)`. */
    preSynapse: activityFilter,
  }),
  {
    traits: ({ preSynapse }) => ({
      modifies: 'decoders',
      signal: 'state',
      attributes: ['error', 'activities', 'delta'],
      filters: { pre: preFiltered(preSynapse, 'activities') },
    }),
    parameters: ({ learningRate }, dt, { pre }) => ({ factor: (-learningRate * dt) / pre }),
    step: step => outer(step, step.parameters.factor, step.error, step.pre),
  },
);

export type Pes = RecordOf<typeof pes>;
export type PesOptions = OptionsOf<typeof pes>;
