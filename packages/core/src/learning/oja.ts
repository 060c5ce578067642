import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { number } from '../record/values.js';
import { synapseOrNull } from '../synapses/synapse.js';
import { activityFilter, learningRule, postFiltered, preFiltered, rate } from './behaviour.js';

/** Oja (1982): `learningRate dt (b ⊗ a - beta b² ∘ W)`, a and b the filtered activities of source and target, W the weights of this step. */
export const oja = learningRule(
  kind('oja', {
    /** Default 1e-6. */
    learningRate: rate(1e-6),
    /** Filter of the source's activity; null: none. Default `lowpass(0.005)`. */
    preSynapse: activityFilter,
    /** Filter of the target's activity; null: none. Default: preSynapse. */
    postSynapse: synapseOrNull(before => before.preSynapse),
    /** Strength of forgetting. Default 1. */
    beta: number(1),
  }),
  {
    traits: ({ preSynapse, postSynapse }) => ({
      modifies: 'weights',
      signal: 'none',
      attributes: ['preFiltered', 'postFiltered', 'delta'],
      filters: { pre: preFiltered(preSynapse), post: postFiltered(postSynapse) },
      reads: ['weights'],
    }),
    parameters: ({ learningRate, beta }, dt) => ({ factor: learningRate * dt, beta }),
    step({ pre, post, weights, delta, rows, columns, parameters: { factor, beta } }) {
      for (let r = 0; r < rows; r++) {
        const y = post[r]!;
        const forget = beta * y * y;
        const at = r * columns;
        for (let c = 0; c < columns; c++) delta[at + c] = factor * (y * pre[c]! - forget * weights[at + c]!);
      }
    },
  },
);

export type Oja = RecordOf<typeof oja>;
export type OjaOptions = OptionsOf<typeof oja>;
