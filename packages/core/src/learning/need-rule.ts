import { isTyped, wrongRecord } from '../definitions/wrong-record.js';
import type { LearningRuleRecord } from './learning-rule.js';
import { needRuleFields } from './rule-fields.js';

/** Rejects what is no learning rule. */
export function needRule(object: string, given: LearningRuleRecord): void {
  if (isTyped(given)) needRuleFields(`${object}: learningRule`, given);
  else
    wrongRecord(object, 'learningRule', given, 'a record such as pes() or a list of them', 'call its function, as in learningRule: pes()');
}
