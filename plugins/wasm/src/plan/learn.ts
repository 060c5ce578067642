import type { Learn, LearnRule } from '@rheobase/program';
import type { Planned, Planner } from './planner.js';

type RuleType = LearnRule['type'];
type Typed<T extends RuleType = RuleType> = { [P in T]: Extract<LearnRule, { readonly type: P }> & { readonly type: P } }[T];

/** Where signals lie, and bytes from one item to the next: two words each. */
const words = (planner: Planner, ...ids: readonly string[]): readonly number[] =>
  ids.flatMap(id => {
    const { at, stride } = planner.place(id);
    return [at, stride];
  });

/** The record of each rule; null: it runs on the host. */
const rules: { readonly [T in RuleType]: ((planner: Planner, learn: Learn, rule: Typed<T>) => number) | null } = {
  pes: (planner, { delta, rows, columns }, { error, pre, factor }) =>
    planner.emit('pes', ...words(planner, delta, error, pre), rows, columns, { real: factor }),
  rls: (planner, { delta, rows, columns }, { error, pre, inverseGamma }) =>
    planner.emit('rls', ...words(planner, delta, error, pre, inverseGamma), rows, columns, planner.room(planner.stride(columns))),
  bcm: (planner, { delta, rows, columns }, { factor, pre, post, theta }) => {
    const y = planner.place(post);
    const both = [y.at, planner.place(theta).at, y.stride];
    const room = planner.room(y.stride);
    return planner.emit('bcm', ...words(planner, delta), ...both, ...words(planner, pre), rows, columns, room, { real: factor });
  },
  oja: (planner, { delta, rows, columns }, { post, pre, weights, factor, beta }) =>
    planner.emit('oja', ...words(planner, delta, post, pre, weights), rows, columns, { real: factor }, { real: beta }),
  voja: (planner, { delta, rows, columns }, { post, input, encoders, factor, signal, scale }) => {
    const own = words(planner, delta, post, input, encoders);
    return planner.emit('voja', ...own, rows, columns, { real: factor }, ...words(planner, signal), planner.reals(scale));
  },
  custom: null,
};

function planRule<T extends RuleType>(planner: Planner, learn: Learn, rule: Typed<T>): Planned {
  const plan = rules[rule.type];
  return plan ? plan(planner, learn, rule) : { feature: `learning rule ${rule.type}` };
}

/** Learning rules as records. */
export const planLearn = (planner: Planner, learn: Learn): Planned => planRule(planner, learn, learn.rule);
