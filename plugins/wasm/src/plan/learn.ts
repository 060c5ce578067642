import type { Learn, LearnRule } from '@rheobase/program';
import type { Planner } from './planner.js';

type Typed<T extends LearnRule['type']> = Extract<LearnRule, { readonly type: T }>;

/** Where signals lie, and bytes from one item to the next: two words each. */
const words = (planner: Planner, ...ids: readonly string[]): readonly number[] =>
  ids.flatMap(id => {
    const { at, stride } = planner.place(id);
    return [at, stride];
  });

function planBcm(planner: Planner, { delta, rows, columns }: Learn, { factor, pre, post, theta }: Typed<'bcm'>): void {
  const y = planner.place(post);
  const both = [y.at, planner.place(theta).at, y.stride];
  planner.emit('bcm', ...words(planner, delta), ...both, ...words(planner, pre), rows, columns, planner.room(y.stride), { real: factor });
}

function planVoja(planner: Planner, { delta, rows, columns }: Learn, rule: Typed<'voja'>): void {
  const own = [...words(planner, delta, rule.post, rule.input, rule.encoders), rows, columns];
  planner.emit('voja', ...own, { real: rule.factor }, ...words(planner, rule.signal), planner.reals(rule.scale));
}

/** Learning rules as records; false for those that run on the host. */
export function planLearn(planner: Planner, learn: Learn): boolean {
  const { delta, rows, columns, rule } = learn;
  switch (rule.type) {
    case 'pes':
      planner.emit('pes', ...words(planner, delta, rule.error, rule.pre), rows, columns, { real: rule.factor });
      return true;
    case 'rls': {
      const own = words(planner, delta, rule.error, rule.pre, rule.inverseGamma);
      planner.emit('rls', ...own, rows, columns, planner.room(planner.stride(columns)));
      return true;
    }
    case 'bcm':
      planBcm(planner, learn, rule);
      return true;
    case 'oja': {
      const own = words(planner, delta, rule.post, rule.pre, rule.weights);
      planner.emit('oja', ...own, rows, columns, { real: rule.factor }, { real: rule.beta });
      return true;
    }
    case 'voja':
      planVoja(planner, learn, rule);
      return true;
    case 'custom':
      return false;
  }
}
