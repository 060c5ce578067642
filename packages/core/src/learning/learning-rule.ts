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

/**
 * How many values can be sent to a rule: so many; `none`; `one`; `state`: as many as the connection represents at its target (of neurons, the
 * dimensions of their ensemble); `pre`: as many as its source gives; `post`: as many as its target takes; `mid`: as many as it has between
 * function and transform; `preState`: as `pre`, of neurons the dimensions of their ensemble.
 */
export type SignalWidth = 'none' | 'one' | 'state' | 'pre' | 'post' | 'mid' | 'preState' | number;

/** The words among the widths of a signal. */
export const signalWords = Object.freeze(['none', 'one', 'state', 'pre', 'post', 'mid', 'preState'] as const);

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
      return [
        'delta',
        'preFiltered',
        'postFiltered',
        ...(rule.signal === 'none' || rule.signal === 0 ? [] : ['error']),
        ...Object.keys(rule.state),
      ];
  }
}
