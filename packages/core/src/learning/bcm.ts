import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { lowpass } from '../synapses/lowpass.js';
import { synapseOrNull } from '../synapses/synapse.js';
import { activityFilter, learningRule, outer, postFiltered, preFiltered, rate } from './behaviour.js';

const none = new Float64Array(0);

/**
 * Bienenstock, Cooper and Munro (1982): `learningRate dt b (b - theta) ⊗ a`; a and b the filtered activities of
 * source and target, theta the target's activity through a slow filter of its own.
 */
export const bcm = learningRule(
  kind('bcm', {
    /** Default 1e-9. */
    learningRate: rate(1e-9),
    /** Filter of the source's activity; null: none. Default `lowpass(0.005)`. */
    preSynapse: activityFilter,
    /** Filter of the target's activity; null: none. Default: preSynapse. */
    postSynapse: synapseOrNull(before => before.preSynapse),
    /** Filter that makes theta of the target's activity (not of b); null: none. Default `lowpass(1)`. */
    thetaSynapse: synapseOrNull(() => lowpass(1)),
  }),
  {
    traits: ({ preSynapse, postSynapse, thetaSynapse }) => ({
      modifies: 'weights',
      signal: 'none',
      attributes: ['theta', 'preFiltered', 'postFiltered', 'delta'],
      filters: { pre: preFiltered(preSynapse), post: postFiltered(postSynapse), theta: postFiltered(thetaSynapse, 'theta') },
    }),
    parameters: ({ learningRate }, dt) => ({ factor: learningRate * dt }),
    step(step) {
      const { theta = none } = step.filtered;
      const moved = step.post.map((y, i) => y * (y - theta[i]!));
      outer(step, step.parameters.factor, moved, step.pre);
    },
  },
);

export type Bcm = RecordOf<typeof bcm>;
export type BcmOptions = OptionsOf<typeof bcm>;
