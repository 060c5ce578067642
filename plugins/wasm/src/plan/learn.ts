import type { Learn } from '@rheobase/compiler';
import type { Planner } from './planner.js';

/** Learning rules in lanes; false for those that run on the host. */
export function planLearn(planner: Planner, { delta, rows, columns, rule }: Learn): boolean {
  switch (rule.type) {
    case 'pes': {
      const [d, error, pre] = [planner.place(delta), planner.place(rule.error), planner.place(rule.pre)];
      planner.emit('pes', d.at, d.stride, error.at, error.stride, pre.at, pre.stride, rows, columns, { real: rule.factor });
      return true;
    }
    default:
      return false;
  }
}
