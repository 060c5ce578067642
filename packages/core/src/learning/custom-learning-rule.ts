import { knownOptions } from '../definitions/known-options.js';
import { oneOf } from '../definitions/one-of.js';
import { optionNames } from '../definitions/option-names.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import { wholeNumber } from '../size.js';
import { lowpass } from '../synapses/lowpass.js';
import { needSynapse, type SynapseRecord } from '../synapses/synapse.js';
import { type Modifies, type SignalWidth, signalWords } from './learning-rule.js';
import { ruleNumber } from './rule-number.js';

/** How many numbers of state a rule keeps: one per source element, per target element, per weight, or so many. */
export type RuleStateSize = 'pre' | 'post' | 'weights' | number;

/** What one step of a user's rule sees; matrices are row-major, a row per target element. */
export interface LearningStep {
  /** Length of a step, s. */
  readonly dt: number;
  /** Filtered activities of the source neurons. */
  readonly pre: Float64Array;
  /** Filtered activities of the target neurons; empty where the target has none. */
  readonly post: Float64Array;
  /** What was sent to the rule; of width `state` encoded into neuron space where the target is neurons. Empty without a signal. */
  readonly error: Float64Array;
  /** The weights of this step: (rows, columns); for rules on encoders the encoders times gain / radius. */
  readonly weights: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly state: Readonly<Record<string, Float64Array>>;
  readonly parameters: Readonly<Record<string, number>>;
  /** To be filled: what is added to the weights at the start of the next step. */
  readonly delta: Float64Array;
}

export interface LearningRuleDefinition {
  readonly kind: 'learningRule';
  readonly name: string;
  readonly version: string;
  readonly step: (step: LearningStep) => void;
}

/** A rule of the user's own: known by name and version, run by the backends reference and, on the host, wasm. */
export interface CustomLearningRule {
  readonly type: 'customRule';
  readonly name: string;
  readonly version: string;
  readonly modifies: Modifies;
  readonly signal: SignalWidth;
  readonly parameters: Readonly<Record<string, number>>;
  readonly state: Readonly<Record<string, RuleStateSize>>;
  readonly preSynapse: SynapseRecord | null;
  readonly postSynapse: SynapseRecord | null;
  /** There in the process that defined it; left out of documents and hashes. */
  readonly implementation?: LearningRuleDefinition;
}

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
    preSynapse = lowpass(0.005),
    postSynapse = preSynapse,
  } = knownOptions('defineLearningRule', options, names);
  if (name === '' || version === '' || typeof options.step !== 'function') {
    throw new ValidationError(`defineLearningRule: a name, a version and a step function are needed, but '${name}' was given`, {
      code: 'invalid-definition',
      object: name,
      allowed: 'name, version, step',
    });
  }
  oneOf(name, 'modifies', modifies, ['decoders', 'weights', 'encoders']);
  needSignal(name, signal);
  for (const synapse of [preSynapse, postSynapse]) needSynapse(name, synapse);
  const definition: LearningRuleDefinition = Object.freeze({ kind: 'learningRule', name, version, step: options.step });
  const defaults: Readonly<Record<string, number>> = options.parameters ?? {};
  const make = (given: Partial<P> = {}): CustomLearningRule =>
    customLearningRule({
      type: 'customRule',
      name,
      version,
      modifies,
      signal,
      parameters: withDefaults(name, defaults, given),
      state,
      preSynapse,
      postSynapse,
      implementation: definition,
    });
  return Object.assign(make, { definition });
}

function needSignal(rule: string, signal: SignalWidth): void {
  if (typeof signal === 'number') wholeNumber(rule, 'signal', signal, 0);
  else oneOf(rule, 'signal, where it is no number,', signal, signalWords);
}

/** The record with its numbers checked and frozen. */
export function customLearningRule(rule: CustomLearningRule): CustomLearningRule {
  oneOf(rule.name, 'modifies', rule.modifies, ['decoders', 'weights', 'encoders']);
  needSignal(rule.name, rule.signal);
  for (const [name, value] of Object.entries(rule.parameters)) ruleNumber(rule.name, name, value);
  for (const [name, size] of Object.entries(rule.state)) {
    if (['pre', 'post', 'weights'].some(known => known === size) || (Number.isInteger(size) && Number(size) >= 1)) continue;
    throw new ValidationError(
      `${rule.name}: state '${name}' must have a size of 'pre', 'post', 'weights' or a whole number >= 1, but has ${size}`,
      {
        code: 'invalid-parameter',
        object: rule.name,
        given: size,
        allowed: "'pre', 'post', 'weights' or a whole number >= 1",
      },
    );
  }
  return Object.freeze({ ...rule, parameters: Object.freeze({ ...rule.parameters }), state: Object.freeze({ ...rule.state }) });
}
