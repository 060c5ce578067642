import { ValidationError } from '../errors.js';
import { type LearningRuleRecord, modifies, signalWidth } from '../learning/learning-rule.js';
import type { TransformRecord } from '../transforms/transform.js';
import { baseOf, isDecoded, isEncoding } from './endpoint.js';
import type { Endpoint } from './objects.js';

/** Whether what arrives at an endpoint is a current of each neuron. */
const isNeural = (endpoint: Endpoint): boolean => baseOf(endpoint).kind === 'neurons' || baseOf(endpoint).kind === 'current';

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
  const source = baseOf(pre);
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
