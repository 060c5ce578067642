import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { activityFilter, learningRule, postFiltered, rate } from './behaviour.js';

/**
 * The vector rule of Voelker, Crawford and Eliasmith (2014): encoders E of active neurons move towards the whole input x of the target
 * ensemble, `learningRate dt s ((gain / radius ∘ b) ⊗ x - b ∘ E)`; s is one plus what is sent to the rule, so -1 stops it.
 */
export const voja = learningRule(
  kind('voja', {
    /** Default 1e-2. */
    learningRate: rate(1e-2),
    /** Filter on the activities b of the target; null: none. Default `lowpass(0.005)`. */
    postSynapse: activityFilter,
  }),
  {
    traits: ({ postSynapse }) => ({
      modifies: 'encoders',
      signal: 'one',
      rest: 1,
      attributes: ['postFiltered', 'scaledEncoders', 'delta'],
      filters: { post: postFiltered(postSynapse) },
      reads: ['weights', 'input'],
    }),
    parameters: ({ learningRate }, dt) => ({ factor: learningRate * dt }),
    step({ post, error, input, scale, weights, delta, rows, columns, parameters: { factor } }) {
      const along = factor * error[0]!;
      for (let r = 0; r < rows; r++) {
        const y = post[r]!;
        const towards = scale[r]! * y;
        const at = r * columns;
        for (let c = 0; c < columns; c++) delta[at + c] = along * (towards * input[c]! - y * weights[at + c]!);
      }
    },
  },
);

export type Voja = RecordOf<typeof voja>;
export type VojaOptions = OptionsOf<typeof voja>;
