import { family } from '../record/family.js';
import type { RecordOf } from '../record/held.js';
import { bcm } from './bcm.js';
import type { Modifies, RuleBehaviour, RuleTraits, SignalWidth } from './behaviour.js';
import { customRule } from './custom-learning-rule.js';
import { oja } from './oja.js';
import { pes } from './pes.js';
import { rls } from './rls.js';
import { voja } from './voja.js';

/** Every kind of learning rule. */
export const learningRules = family('learningRule', [pes, rls, bcm, oja, voja, customRule], {
  such: 'pes()',
  remedy: () => 'call its function, as in learningRule: pes()',
});

/**
 * How a connection changes while it runs. What a rule computes at the end of a step is added at the start of the next. Filters inside rules
 * act in the same step.
 */
export type LearningRuleRecord = RecordOf<(typeof learningRules.list)[number]>;

export type LearningRuleKind = LearningRuleRecord['type'];

/** What a kind of rule means. */
export const ruleBehaviour = (rule: { readonly type: LearningRuleKind }): RuleBehaviour<LearningRuleRecord> =>
  learningRules.kindOf(rule).behaviour;

/** What a rule is, before any step. */
export const ruleTraits = (rule: LearningRuleRecord): RuleTraits => ruleBehaviour(rule).traits(rule);

export const modifies = (rule: LearningRuleRecord): Modifies => ruleTraits(rule).modifies;

export const signalWidth = (rule: LearningRuleRecord): SignalWidth => ruleTraits(rule).signal;

/** What can be probed on a rule, the default first. */
export const ruleAttributes = (rule: LearningRuleRecord): readonly string[] => ruleTraits(rule).attributes;

/** The shape of what is behind an attribute of a rule but its signal, which depends on its connection. */
export function ruleAttributeShape(
  rule: LearningRuleRecord,
  attribute: string,
  sizes: { readonly pre: number; readonly post: number; readonly rows: number; readonly columns: number },
): readonly number[] {
  const { filters, state = {} } = ruleTraits(rule);
  const filter = Object.values(filters).find(one => one.attribute === attribute);
  if (filter) return [sizes[filter.of]];
  return state[attribute]?.shape(sizes) ?? [sizes.rows, sizes.columns];
}
