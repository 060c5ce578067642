import { type LearningRuleKind, type LearningStep, ruleBehaviour } from '@rheobase/core';
import { type BuiltinOperator, type Numbers, type OperatorBase, type SignalId, type SignalStore, whole } from './operator.js';

/** A learning rule in a step: what its behaviour computes, from signals of this step. */
export interface LearnRule<N = Float64Array> {
  readonly type: LearningRuleKind;
  /** What a step reads, by its name there: `pre`, `post`, `error`, `weights`, `input`, or one of `filtered`. */
  readonly signals: Readonly<Record<string, SignalId>>;
  readonly state: Readonly<Record<string, SignalId>>;
  readonly parameters: Readonly<Record<string, number>>;
  /** gain / radius of each neuron of the target, for rules on encoders. */
  readonly scale: N | null;
  /** The step of a user's rule; null for built-in ones, whose behaviour has it. */
  readonly step: ((step: LearningStep) => void) | null;
}

/** Updates delta (rows, columns), row-major, at the end of a step; it is added to the weights at the start of the next. */
export interface Learn<N = Float64Array> extends OperatorBase {
  readonly kind: 'learn';
  readonly delta: SignalId;
  readonly rows: number;
  readonly columns: number;
  readonly rule: LearnRule<N>;
}

const NONE = new Float64Array(0);

/** The parts of signals that belong to one item, by name. */
function partsOf(signals: SignalStore, item: number, ids: Readonly<Record<string, SignalId>>): Readonly<Record<string, Float64Array>> {
  const part = (id: SignalId) => signals.get(id).subarray(item * signals.size(id), (item + 1) * signals.size(id));
  return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, part(id)]));
}

function kernel({ delta, rows, columns, rule }: Learn, signals: SignalStore): () => void {
  const { parameters, scale } = rule;
  const behaviour = ruleBehaviour(rule);
  const run = rule.step ?? ((step: LearningStep) => behaviour.step?.(step));
  const size = rows * columns;
  const items = Array.from({ length: signals.batch }, (_, item): LearningStep => {
    const { pre = NONE, post = NONE, error = NONE, weights = NONE, input = NONE, ...filtered } = partsOf(signals, item, rule.signals);
    const own = { pre, post, error, weights, input, filtered, scale: scale ?? NONE, state: partsOf(signals, item, rule.state) };
    return { dt: signals.dt, rows, columns, parameters, ...own, delta: signals.get(delta).subarray(item * size, (item + 1) * size) };
  });
  return () => {
    for (const item of items) run(item);
  };
}

export const learn: BuiltinOperator<Learn<Numbers>, Learn> = {
  access: ({ delta, rule }) => ({
    reads: Object.values(rule.signals).map(whole),
    updates: [whole(delta)],
    keeps: Object.values(rule.state),
  }),
  check: ({ delta, rows, columns }, { size }) =>
    size(delta) === rows * columns ? null : `changes ${size(delta)} values instead of rows × columns`,
  operations: ({ rows, columns }) => rows * columns,
  kernel,
  adjoint: () => ({ none: 'a rule that learns while it runs is not trained as well' }),
};
