import { object as anObject, type FieldCheck, flag, shape } from '../definitions/field-checks.js';
import { type DistributionInput, distributions } from '../distributions/distribution.js';
import { toFunction } from '../functions/function.js';
import { type LearningRuleRecord, learningRules } from '../learning/learning-rule.js';
import { neuronTypes } from '../neurons/neurons.js';
import { processes } from '../processes/process.js';
import { solvers } from '../solvers/solver.js';
import { needSynapse } from '../synapses/synapse.js';
import { transforms } from '../transforms/transform.js';
import type { ConnectionOptions } from './connection-options.js';
import type { EnsembleOptions } from './ensemble-options.js';
import type { ProbeOptions } from './probe.js';

/** Refuses a distribution that was written by hand with wrong fields or values; arrays and numbers are left to their use. */
export function needDrawn(object: string, name: string, given: DistributionInput | null | undefined): void {
  if (typeof given !== 'object' || given === null || !('type' in given)) return;
  distributions.check(`${object}: ${name}`, given);
}

/** Refuses an option whose value is of another type than `checks` asks for. */
function needValues(owner: string, options: object, checks: Readonly<Record<string, FieldCheck>>): void {
  for (const [name, value] of Object.entries(options)) if (value !== undefined) checks[name]?.(owner, name, value);
}

const ensembleValues = { normalizeEncoders: flag, initialState: anObject, hints: anObject, shape, parameterShape: shape };
const connectionValues = { scaleEvalPoints: flag, hints: anObject };

/** Refuses a shape or hints of a node that are none. */
export const needNodeValues = (owner: string, options: object): void => needValues(owner, options, { shape, hints: anObject });

const drawn = ['encoders', 'intercepts', 'maxRates', 'gain', 'bias', 'evalPoints'] as const;

/** Refuses wrong records and values among what is said of an ensemble, or of all of a network. */
export function needEnsembleRecords(object: string, options: EnsembleOptions): void {
  needValues(object, options, ensembleValues);
  const { neuronType, noise = null, initialState = {} } = options;
  if (neuronType !== undefined) neuronTypes.check(`${object}: neuronType`, neuronType);
  if (noise !== null) processes.check(`${object}: noise`, noise);
  for (const name of drawn) needDrawn(object, name, options[name]);
  for (const [name, start] of Object.entries(initialState)) needDrawn(object, `initialState.${name}`, start);
}

const isList = (given: LearningRuleRecord | readonly LearningRuleRecord[]): given is readonly LearningRuleRecord[] => Array.isArray(given);

/** The learning rules of a connection as a list. */
export const rulesOf = ({ learningRule = [] }: ConnectionOptions): readonly LearningRuleRecord[] =>
  isList(learningRule) ? learningRule : [learningRule];

/** Refuses wrong records and values among what is said of a connection, or of all of a network. */
export function needConnectionRecords(object: string, options: ConnectionOptions): void {
  needValues(object, options, connectionValues);
  needSynapse(object, options.synapse ?? null);
  if (options.transform !== undefined && typeof options.transform !== 'number') transforms.check(`${object}: transform`, options.transform);
  if (options.solver !== undefined) solvers.check(`${object}: solver`, options.solver);
  if (options.function !== undefined) toFunction(options.function);
  needDrawn(object, 'evalPoints', options.evalPoints);
  for (const rule of rulesOf(options)) learningRules.check(`${object}: learningRule`, rule);
}

/** Refuses wrong records among what is said of a probe, or of all of a network. */
export function needProbeRecords(object: string, { synapse = null, solver }: ProbeOptions): void {
  needSynapse(object, synapse);
  if (solver !== undefined) solvers.check(`${object}: solver`, solver);
}
