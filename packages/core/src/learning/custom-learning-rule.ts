import { knownOptions, optionNames } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import { field } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { definition, named, number, text, word } from '../record/values.js';
import { type SynapseRecord, synapseOrNull } from '../synapses/synapse.js';
import {
  activityFilter,
  type LearningStep,
  learningRule,
  type Modifies,
  postFiltered,
  preFiltered,
  type RuleSizes,
  type SignalWidth,
  signalWords,
} from './behaviour.js';

/** How many numbers of state a rule keeps: one per source element, per target element, per weight, or so many. */
export type RuleStateSize = 'pre' | 'post' | 'weights' | number;

export interface LearningRuleDefinition {
  readonly kind: 'learningRule';
  readonly name: string;
  readonly version: string;
  readonly step: (step: LearningStep) => void;
}

/** A whole number, or one of some words. */
function sizeOr<const W extends string>(least: number, words: readonly W[]) {
  const { rule } = number({ atLeast: least, whole: true });
  return field<W | number>({
    take: (object, name, given) =>
      typeof given === 'number' ? rule.take(object, name, given) : oneOf(object, `${name}, if it is no number,`, given, words),
    read: (at, name) => (typeof at.raw(name) === 'number' ? at.number(name) : at.oneOf(name, words)),
  });
}

/** The shape of a variable of a user's rule. */
function shapeOf(size: RuleStateSize, { pre, post, rows, columns }: RuleSizes): readonly number[] {
  if (typeof size === 'number') return [size];
  return size === 'pre' ? [pre] : size === 'post' ? [post] : [rows, columns];
}

/** A rule of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export const customRule = learningRule(
  kind(
    'customRule',
    {
      name: text(),
      version: text(),
      modifies: word(['decoders', 'weights', 'encoders']),
      signal: sizeOr(0, signalWords),
      parameters: named(number()),
      state: named(sizeOr(1, ['pre', 'post', 'weights'])),
      preSynapse: activityFilter,
      postSynapse: synapseOrNull(before => before.preSynapse),
      /** There in the process that defined it; left out of documents and hashes. */
      implementation: definition<LearningRuleDefinition>('learningRule'),
    },
    { maker: 'defineLearningRule', named: 'name' },
  ),
  {
    traits: ({ modifies, signal, state, preSynapse, postSynapse }) => ({
      modifies,
      signal,
      attributes: ['delta', 'preFiltered', 'postFiltered', ...(signal === 'none' || signal === 0 ? [] : ['error']), ...Object.keys(state)],
      filters: { pre: preFiltered(preSynapse), post: postFiltered(postSynapse) },
      state: Object.fromEntries(Object.entries(state).map(([name, size]) => [name, { shape: (sizes: RuleSizes) => shapeOf(size, sizes) }])),
      reads: modifies === 'encoders' ? ['weights', 'input'] : ['weights'],
    }),
    parameters: ({ parameters }) => parameters,
  },
);

export type CustomLearningRule = RecordOf<typeof customRule>;

export interface LearningRuleOptions<P extends Readonly<Record<string, number>>> {
  readonly name: string;
  readonly version: string;
  /** Default 'decoders'. */
  readonly modifies?: Modifies;
  /** How many values can be sent to it, a whole number or by what it is as wide as. Default 'none'. */
  readonly signal?: SignalWidth;
  /** Numbers with their defaults. */
  readonly parameters?: P;
  /** State variables, which start at 0. */
  readonly state?: Readonly<Record<string, RuleStateSize>>;
  /** Default `lowpass(0.005)`. */
  readonly preSynapse?: SynapseRecord | null;
  /** Default: preSynapse. */
  readonly postSynapse?: SynapseRecord | null;
  readonly step: (step: LearningStep) => void;
}

const names = optionNames<LearningRuleOptions<Readonly<Record<string, number>>>>({
  name: true,
  version: true,
  modifies: true,
  signal: true,
  parameters: true,
  state: true,
  preSynapse: true,
  postSynapse: true,
  step: true,
});

/**
 * A learning rule of one's own. The result makes its records:
 *
 *     const decay = defineLearningRule({ name: 'decay', version: '1', parameters: { rate: 1e-3 },
 *       step: ({ dt, weights, delta, parameters }) => weights.forEach((w, i) => { delta[i] = -parameters.rate * dt * w; }) });
 *     net.connect(a, b, { learningRule: decay({ rate: 0.1 }) });
 */
export function defineLearningRule<P extends Readonly<Record<string, number>>>(
  options: LearningRuleOptions<P>,
): ((parameters?: Partial<P>) => CustomLearningRule) & { readonly definition: LearningRuleDefinition } {
  const {
    name,
    version,
    modifies = 'decoders',
    signal = 'none',
    state = {},
    ...filters
  } = knownOptions('defineLearningRule', options, names);
  if (name === '' || version === '' || typeof options.step !== 'function') {
    throw new ValidationError(`defineLearningRule: a name, a version and a step function are needed, but '${name}' was given`, {
      code: 'invalid-definition',
      object: name,
      allowed: 'name, version, step',
    });
  }
  const implementation: LearningRuleDefinition = Object.freeze({ kind: 'learningRule', name, version, step: options.step });
  const { preSynapse, postSynapse } = filters;
  const made = {
    ...{ name, version, modifies, signal, state, implementation },
    ...(preSynapse === undefined ? {} : { preSynapse }),
    ...(postSynapse === undefined ? {} : { postSynapse }),
  };
  const defaults: Readonly<Record<string, number>> = options.parameters ?? {};
  customRule({ ...made, parameters: defaults });
  const make = (given: Partial<P> = {}): CustomLearningRule => customRule({ ...made, parameters: withDefaults(name, defaults, given) });
  return Object.assign(make, { definition: implementation });
}
