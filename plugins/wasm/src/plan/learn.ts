import type { LearningRuleKind } from '@rheobase/core';
import { constantParameter, type Operator, type Parameter } from '@rheobase/program';
import type { Planned, Planner } from './table/planner.js';

type Learn = Operator<Parameter, 'learn'>;

/** Adds the record of a rule. `words` gives, for signals of the rule by name, where each is and the bytes from one item to the next. */
type PlanRule = (planner: Planner, learn: Learn, words: (...names: readonly string[]) => readonly number[]) => number;

const real = ({ rule }: Learn, name: string) => ({ real: rule.parameters[name] ?? 0 });

/** The records of rules with a fast kernel; others run on the host, with a warning. */
const rules: Readonly<Partial<Record<LearningRuleKind, PlanRule>>> = {
  pes: (planner, learn, words) => planner.emit('pes', ...words('delta', 'error', 'pre'), learn.rows, learn.columns, real(learn, 'factor')),
  rls: (planner, { rows, columns }, words) =>
    planner.emit('rls', ...words('delta', 'error', 'pre', 'inverseGamma'), rows, columns, planner.room(planner.stride(columns))),
  bcm: (planner, learn, words) => {
    const [y = 0, stride = 0] = words('post');
    const [theta = 0] = words('theta');
    const shape = [learn.rows, learn.columns, planner.room(stride)];
    return planner.emit('bcm', ...words('delta'), y, theta, stride, ...words('pre'), ...shape, real(learn, 'factor'));
  },
  oja: (planner, learn, words) => {
    const own = words('delta', 'post', 'pre', 'weights');
    return planner.emit('oja', ...own, learn.rows, learn.columns, real(learn, 'factor'), real(learn, 'beta'));
  },
  voja: (planner, learn, words) => {
    const own = [...words('delta', 'post', 'input', 'weights'), learn.rows, learn.columns];
    const scale = planner.reals(learn.rule.scale ?? constantParameter(0, learn.rows));
    return planner.emit('voja', ...own, real(learn, 'factor'), ...words('error'), scale);
  },
};

/** Learning rules as records. */
export function planLearn(planner: Planner, learn: Learn): Planned {
  const { rule, delta } = learn;
  const ids: Readonly<Record<string, string>> = { ...rule.signals, ...rule.state, delta };
  const words = (...names: readonly string[]): readonly number[] =>
    names.flatMap(name => {
      const id = ids[name];
      if (id === undefined) throw new RangeError(`${learn.source}: rule ${rule.type} has no signal '${name}'`);
      const { at, stride } = planner.place(id);
      return [at, stride];
    });
  return rules[rule.type]?.(planner, learn, words) ?? { feature: `learning rule ${rule.type}` };
}
