import { type LearningRuleRecord, modifies, type RuleSizes, ruleAttributeShape, sizeOf } from '@rheobase/core';
import { connectionAt, ensembleAt } from '../graph/access.js';
import { graphOf } from '../graph/graph.js';
import { ruleSignalSize, weightedInputs, weightRows } from '../graph/sizes.js';
import type { Model, ModelConnection } from '../shape/model.js';

/** Number of neurons whose activity a rule sees behind its connection; 0 where there are none. */
export function postsynaptic(model: Model, { post }: ModelConnection): number {
  if (post.port === 'rule' || !graphOf(model).ensembles.has(post.path)) return 0;
  const neural = post.port === 'neurons' || post.port === 'current';
  return neural && post.slice !== null ? post.slice.length : ensembleAt(model, post.path).neurons;
}

/** The shape of what a rule changes. */
export function deltaShape(model: Model, connection: ModelConnection, rule: LearningRuleRecord): readonly [number, number] {
  if (modifies(rule) !== 'encoders') return [weightRows(model, connection), weightedInputs(model, connection)];
  const { neurons, dimensions } = ensembleAt(model, connection.post.path);
  return [neurons, dimensions];
}

/** What the sizes of a rule's state follow from. */
export function ruleSizes(model: Model, connection: ModelConnection, rule: LearningRuleRecord): RuleSizes {
  const [rows, columns] = deltaShape(model, connection, rule);
  return { pre: weightedInputs(model, connection), post: postsynaptic(model, connection), rows, columns };
}

/** The number of values behind an attribute of a rule. */
export function ruleAttributeSize(model: Model, path: string, index: number, attribute: string): number {
  const connection = connectionAt(model, path);
  const rule = connection.rules[index];
  if (!rule) return 0;
  if (attribute === 'error') return ruleSignalSize(model, connection, rule);
  return sizeOf(ruleAttributeShape(rule, attribute, ruleSizes(model, connection, rule)));
}
