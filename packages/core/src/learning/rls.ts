import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { activityFilter, type LearningStep, learningRule, outer, preFiltered, rate } from './behaviour.js';

const none = new Float64Array(0);

function step(given: LearningStep<never>): void {
  const { pre: a, error, columns: n, state } = given;
  const { inverseGamma: p = none } = state;
  const r = new Float64Array(n);
  let along = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += p[i * n + j]! * a[j]!;
    r[i] = sum;
    along += a[i]! * sum;
  }
  const q = 1 / (1 + along);
  for (let i = 0; i < n; i++) {
    const x = q * r[i]!;
    for (let j = 0; j < n; j++) p[i * n + j] = p[i * n + j]! - x * r[j]!;
  }
  outer(given, -q, error, r);
}

/**
 * Recursive least squares (Sussillo and Abbott, 2009; FORCE): with P starting at `learningRate dt / n` times the identity and a the filtered
 * activities, each step makes r = P a, q = 1 / (1 + a'r), P -= q r r' and changes the decoders by `-q error ⊗ r`.
 */
export const rls = learningRule(
  kind('rls', {
    /** Default 1e-3. */
    learningRate: rate(1e-3),
    /** Filter on the activities; null: none. Default `lowpass(0.005)`. */
    preSynapse: activityFilter,
  }),
  {
    traits: ({ learningRate, preSynapse }) => ({
      modifies: 'decoders',
      signal: 'state',
      attributes: ['preFiltered', 'error', 'delta', 'inverseGamma'],
      filters: { pre: preFiltered(preSynapse) },
      state: {
        inverseGamma: {
          shape: ({ pre: n }) => [n, n],
          initial: ({ pre: n }, dt) => {
            const p = new Float64Array(n * n);
            for (let i = 0; i < n; i++) p[i * n + i] = (learningRate * dt) / n;
            return p;
          },
        },
      },
    }),
    parameters: () => ({}),
    step,
  },
);

export type Rls = RecordOf<typeof rls>;
export type RlsOptions = OptionsOf<typeof rls>;
