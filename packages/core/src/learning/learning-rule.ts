import type { Bcm } from './bcm.js';
import type { CustomLearningRule } from './custom-learning-rule.js';
import type { Oja } from './oja.js';
import type { Pes } from './pes.js';
import type { Rls } from './rls.js';
import type { Voja } from './voja.js';

/**
 * How a connection changes while it runs. What a rule computes at the end of a step is added at the start of the next. Filters inside rules
 * act in the same step.
 */
export type LearningRuleRecord = Pes | Rls | Bcm | Oja | Voja | CustomLearningRule;

export type LearningRuleKind = LearningRuleRecord['type'];

/** Every kind of rule there is. */
export const learningRuleKinds: readonly LearningRuleKind[] = Object.freeze(['pes', 'rls', 'bcm', 'oja', 'voja', 'customRule']);

/** What a rule changes: decoders (from an ensemble or its neurons to anything), weights (neurons to neurons), or encoders of the target. */
export type Modifies = 'decoders' | 'weights' | 'encoders';

export function modifies(rule: LearningRuleRecord): Modifies {
  switch (rule.type) {
    case 'pes':
    case 'rls':
      return 'decoders';
    case 'bcm':
    case 'oja':
      return 'weights';
    case 'voja':
      return 'encoders';
    case 'customRule':
      return rule.modifies;
  }
}

/** What can be sent to a rule: nothing, one number, or a vector as wide as what the connection represents at its target. */
export type SignalWidth = 'none' | 'one' | 'state';

export function signalWidth(rule: LearningRuleRecord): SignalWidth {
  switch (rule.type) {
    case 'pes':
    case 'rls':
      return 'state';
    case 'bcm':
    case 'oja':
      return 'none';
    case 'voja':
      return 'one';
    case 'customRule':
      return rule.signal;
  }
}

/** What can be probed on a rule, the default first. */
export function ruleAttributes(rule: LearningRuleRecord): readonly string[] {
  switch (rule.type) {
    case 'pes':
      return ['error', 'activities', 'delta'];
    case 'rls':
      return ['preFiltered', 'error', 'delta', 'inverseGamma'];
    case 'bcm':
      return ['theta', 'preFiltered', 'postFiltered', 'delta'];
    case 'oja':
      return ['preFiltered', 'postFiltered', 'delta'];
    case 'voja':
      return ['postFiltered', 'scaledEncoders', 'delta'];
    case 'customRule':
      return ['delta', 'preFiltered', 'postFiltered', ...(rule.signal === 'none' ? [] : ['error']), ...Object.keys(rule.state)];
  }
}
