import {
  bcm,
  type Connection,
  type Endpoint,
  type Ensemble,
  type LearningRuleRecord,
  lowpass,
  oja,
  pes,
  rls,
  sourceSize,
  targetSize,
  voja,
} from '@rheobase/core';
import type { Choices } from './choices.js';
import { correcting, fading, growing, steeringByMid, steeringByThree } from './definitions.js';
import type { Link } from './runnable-network.js';
import { solver } from './solvers.js';
import { quiet } from './transforms.js';

/** Rules that a decoded connection can have. */
const ofDecoders = (c: Choices): LearningRuleRecord =>
  c.one<() => LearningRuleRecord>([
    () => pes({ learningRate: 1e-3 }),
    () => rls(),
    () => correcting({ rate: 1e-3 }),
    () => steeringByThree(),
    () => steeringByMid(),
  ])();

const ofWeights = (c: Choices): LearningRuleRecord =>
  c.one<() => LearningRuleRecord>([() => bcm(), () => oja({ postSynapse: c.one([null, lowpass(0.003)]) }), () => fading()])();

const ofEncoders = (c: Choices): LearningRuleRecord => c.one<() => LearningRuleRecord>([() => voja(), () => growing()])();

/** Connects an ensemble or its neurons to something, learning with one or two rules of any kind. */
export function learner(c: Choices, link: Link, pre: Ensemble, post: Ensemble, elsewhere: readonly [Endpoint, ...Endpoint[]]): Connection {
  const synapse = lowpass(0.004);
  const solved = (weights: boolean) => solver(c, pre.size, pre.dimensions, weights);
  const between = (from: Endpoint, to: Endpoint) => quiet(c, sourceSize(from), targetSize(to));
  const decoded = () => {
    const end = c.one<Endpoint>([post, post, ...elsewhere]);
    const rules = end === post && c.flag(0.3) ? [ofDecoders(c), ofEncoders(c)] : [ofDecoders(c)];
    return link(pre, end, { synapse, solver: solved(false), transform: between(pre, end), learningRule: rules });
  };
  const encoded = () =>
    link(pre, post, {
      synapse,
      solver: solved(true),
      transform: between(pre, post),
      learningRule: c.flag() ? ofDecoders(c) : ofWeights(c),
    });
  const neural = () => {
    const end = c.one<Endpoint>([post.neurons, post.current]);
    return link(pre.neurons, end, {
      synapse,
      transform: between(pre.neurons, end),
      learningRule: c.flag(0.7) ? ofWeights(c) : ofDecoders(c),
    });
  };
  const outOfRates = () => link(pre.neurons, post, { synapse, transform: between(pre.neurons, post), learningRule: ofDecoders(c) });
  const turning = () => link(pre, post, { synapse, solver: solved(false), transform: between(pre, post), learningRule: ofEncoders(c) });
  return c.one([decoded, decoded, encoded, neural, outOfRates, turning])();
}
