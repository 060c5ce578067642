import { type LearningRuleRecord, nodeSizes, signalWidth, ValidationError } from '@rheobase/core';
import type { Model, ModelConnection, SourceRef, TargetRef } from '../shape/model.js';
import { connectionAt, ensembleAt, nodeAt, tensorOf } from './access.js';
import { graphOf } from './graph.js';

/** Number of values a source gives, before its slice. */
export function sourceSize(model: Model, { path, port }: Pick<SourceRef, 'path' | 'port'>): number {
  if (port !== 'output') return ensembleAt(model, path).neurons;
  const direct = graphOf(model).ensembles.get(path);
  return direct?.dimensions ?? nodeSizes(nodeAt(model, path).record).sizeOut;
}

/** Number of values that go into a connection's weights: all neurons of a decoded ensemble, else what its slice and function leave. */
export const weightedInputs = (model: Model, { pre, function: fn }: ModelConnection): number =>
  fn?.sizeOut ?? pre.slice?.length ?? sourceSize(model, pre);

/** How many rows a connection's weights have: one per neuron where they are encoded, else one per value that it carries. */
export const weightRows = (model: Model, { post, sizeOut }: ModelConnection): number =>
  post.port === 'encoded' ? ensembleAt(model, post.path).neurons : sizeOut;

function wrongSignal(path: string, given: string | number, needed: string): never {
  const value = typeof given === 'string' ? `'${given}'` : given;
  throw new ValidationError(`${path}: the signal of its rule is ${value}, but must be ${needed}`, {
    code: 'invalid-model',
    object: path,
    given,
    allowed: "'none', 'one', 'state' or a whole number >= 0",
  });
}

/** How many values a rule takes in. */
export function ruleSignalSize(model: Model, { path, post, sizeOut }: ModelConnection, rule: LearningRuleRecord): number {
  const width = signalWidth(rule);
  switch (width) {
    case 'none':
      return 0;
    case 'one':
      return 1;
    case 'state':
      return post.port === 'neurons' || post.port === 'current' ? ensembleAt(model, post.path).dimensions : sizeOut;
    case 'pre':
    case 'post':
    case 'mid':
    case 'preState':
      // The slices that these follow from lie in the targets of the decoders
      return wrongSignal(path, width, 'a number in a model');
    default:
      return Number.isInteger(width) && width >= 0 ? width : wrongSignal(path, width, 'a whole number >= 0');
  }
}

/** Number of values that a target takes, before its slice. */
export function targetSize(model: Model, post: TargetRef): number {
  if (post.port === 'rule') {
    const connection = connectionAt(model, post.path);
    const rule = connection.rules[post.rule];
    return rule ? ruleSignalSize(model, connection, rule) : 0;
  }
  const node = graphOf(model).nodes.get(post.path);
  if (node) return nodeSizes(node.record).sizeIn;
  const ensemble = ensembleAt(model, post.path);
  return post.port === 'input' || post.port === 'encoded' ? ensemble.dimensions : ensemble.neurons;
}

/** Number of weights of a connection: of the full matrix where it has one, else of its transform's array as it is. */
export function weightCount(model: Model, connection: ModelConnection): number {
  const { transform, decoders, rules } = connection;
  if (decoders !== null || rules.length > 0 || transform?.type === 'dense') {
    return weightRows(model, connection) * weightedInputs(model, connection);
  }
  switch (transform?.type) {
    case undefined:
      return 1;
    case 'scale':
      return tensorOf(model, transform.factors).data.length;
    case 'sparse':
      return tensorOf(model, transform.weights).data.length;
    case 'convolution':
    case 'convolutionTranspose':
      return tensorOf(model, transform.kernel).data.length;
    case 'indices':
    case 'pooling':
      return 0;
  }
}
