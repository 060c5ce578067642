import { type LearnRule, learningReads, learningState, stepRule } from './learning-steps.js';
import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, whole } from './operator.js';

/** Updates delta (rows, columns) at the end of a step; it is added to the weights at the start of the next. */
export interface Learn<N = Float64Array> extends OperatorBase {
  readonly kind: 'learn';
  readonly delta: SignalId;
  readonly rows: number;
  readonly columns: number;
  readonly rule: LearnRule<N>;
}

export const learn: BuiltinOperator<Learn<Numbers>, Learn> = {
  access: ({ delta, rule }) => ({ reads: learningReads(rule).map(whole), updates: [whole(delta)], keeps: learningState(rule) }),
  check: ({ delta, rows, columns }, { size }) =>
    size(delta) === rows * columns ? null : `changes ${size(delta)} values instead of rows × columns`,
  operations: ({ rows, columns }) => rows * columns,
  kernel: ({ delta, rows, columns, rule }, signals) => stepRule(rule, { delta: signals.get(delta), rows, columns }, signals),
  adjoint: () => ({ none: 'a rule that learns while it runs is not trained as well' }),
};
