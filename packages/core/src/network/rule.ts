import { ValidationError } from '../errors.js';
import { type LearningRuleRecord, modifies, signalWidth } from '../learning/learning-rule.js';
import { type TransformRecord, transformSizes } from '../transforms/transform.js';
import type { Connection } from './connection.js';
import { isDecoded, isEncoding } from './represents.js';
import { type Endpoint, elementsAt, type Rule, sourceSize, targetSize, type Viewable } from './view.js';

const base = (endpoint: Endpoint): Viewable => (endpoint.kind === 'view' ? endpoint.of : endpoint);

/** Whether what arrives at an endpoint is a current of each neuron. */
const isNeural = (endpoint: Endpoint): boolean => base(endpoint).kind === 'neurons' || base(endpoint).kind === 'current';

/** How many values an endpoint stands for: of neurons, the dimensions of their ensemble. */
function stateSize(endpoint: Endpoint, size: number): number {
  const object = base(endpoint);
  return object.kind === 'neurons' || object.kind === 'current' ? object.ensemble.dimensions : size;
}

/** How many values a rule takes. */
function signalSize(rule: LearningRuleRecord, { pre, post, transform }: Connection): number {
  const width = signalWidth(rule);
  switch (width) {
    case 'none':
      return 0;
    case 'one':
      return 1;
    case 'state':
      return stateSize(post, targetSize(post));
    case 'pre':
      return sourceSize(pre);
    case 'post':
      return targetSize(post);
    case 'mid':
      return transform ? transformSizes(transform).sizeIn : targetSize(post);
    case 'preState':
      return stateSize(pre, sourceSize(pre));
    default:
      return width;
  }
}

/** A learning rule of a connection as an endpoint; an index it does not have is a `ValidationError`. */
export function ruleOf(connection: Connection, index: number): Rule {
  const record = connection.rules[index];
  if (!record) {
    throw new ValidationError(`connection ${connection.path} has ${connection.rules.length} learning rules; there is no rule ${index}`, {
      code: 'unknown-rule',
      object: connection.path,
      given: index,
      allowed: connection.rules.length === 0 ? 'none' : `0 to ${connection.rules.length - 1}`,
    });
  }
  const size = signalSize(record, connection);
  const rule: Rule = Object.freeze({
    kind: 'rule',
    connection,
    index,
    record,
    path: `${connection.path}.rule${index}`,
    size,
    shape: Object.freeze([size]),
    at: (...elements: readonly unknown[]) => elementsAt(rule, size, elements),
  });
  return rule;
}

interface Learner {
  readonly path: string;
  readonly pre: Endpoint;
  readonly post: Endpoint;
  readonly transform: TransformRecord | null;
  /** Whether its decoders become full weights between neurons. */
  readonly fullWeights: boolean;
  /** Whether its decoders can be found apart from the transform and the encoders of the target. */
  readonly compositional: boolean;
}

/** What is wrong with a rule on a connection; null where nothing is. */
function misfit(rule: LearningRuleRecord, { pre, post, transform, fullWeights, compositional }: Learner): string | null {
  const source = base(pre);
  const changes = modifies(rule);
  if (changes === 'encoders') {
    return isEncoding(post) ? null : 'it changes encoders, so the target must be an ensemble that has some';
  }
  const matrix = transform === null || transform.type === 'dense' || transform.type === 'scale';
  if (!matrix) return `it changes a full matrix, but the transform is ${transform.type}; use dense()`;
  if (changes === 'weights') {
    const neural = (source.kind === 'neurons' && isNeural(post)) || (isDecoded(pre) && fullWeights && isEncoding(post));
    return neural ? null : 'it changes weights between neurons; connect neurons to neurons, or use a solver with weights: true';
  }
  const part = fullWeights && post.kind === 'view' && !compositional;
  if (part && signalWidth(rule) === 'state')
    return 'its solver finds weights to all neurons of the target, so an error has to have all its dimensions; connect to the whole ensemble';
  return isDecoded(pre) || source.kind === 'neurons' ? null : 'it changes decoders, so the source must be an ensemble or its neurons';
}

/** Whether every rule suits its connection; `ValidationError` names connection, rule and what to do. */
export function checkRules(rules: readonly LearningRuleRecord[], learner: Learner): void {
  for (const rule of rules) {
    const problem = misfit(rule, learner);
    if (problem === null) continue;
    const name = rule.type === 'customRule' ? rule.name : rule.type;
    throw new ValidationError(`connection ${learner.path} cannot learn with ${name}: ${problem}`, {
      code: 'invalid-rule',
      object: learner.path,
      given: name,
    });
  }
}
