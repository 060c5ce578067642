import { type ArrayInput, type Tensor, toTensor } from '../tensor.js';
import { wrongParameter } from './distribution-number.js';

/** One of the options, each with its weight. */
export interface Choice<A = Tensor> {
  readonly type: 'choice';
  /** (options) numbers, or (options, width) vectors. */
  readonly options: A;
  /** (options), >= 0; they need not sum to one. */
  readonly weights: A;
}

/** One of `options`: numbers, or vectors as rows. `weights` need not sum to one (default: equal). */
export function choice(options: ArrayInput, weights?: ArrayInput): Choice {
  const held = toTensor(options);
  const [count = 0] = held.shape;
  if (held.data.length === 0 || held.shape.length === 0 || held.shape.length > 2)
    wrongParameter('choice', 'options', `shape [${held.shape}]`, 'a list of at least one number, or of vectors');
  if (held.data.some(x => !Number.isFinite(x))) wrongParameter('choice', 'options', held.data, 'finite numbers or vectors');
  const used = toTensor(weights ?? Array.from({ length: count }, () => 1));
  if (used.shape.length !== 1 || used.data.length !== count)
    wrongParameter('choice', 'weights', `shape [${used.shape}]`, `${count} weights, one per option`);
  const sum = Array.from(used.data).reduce((total, weight) => total + weight, 0);
  if (used.data.some(weight => !(weight >= 0)) || !(sum > 0 && Number.isFinite(sum)))
    wrongParameter('choice', 'weights', used.data, 'finite numbers >= 0, not all zero');
  return Object.freeze({ type: 'choice', options: held, weights: used });
}
