import { knownOptions, optionNames } from '../definitions/known-options.js';
import { withDefaults } from '../definitions/with-defaults.js';
import { ValidationError } from '../errors.js';
import type { RecordOf } from '../record/held.js';
import { kind } from '../record/kind.js';
import { definition, named, number, text } from '../record/values.js';
import { synapseKind, type TransferFunction } from './behaviour.js';
import type { SynapseStep } from './filter.js';
import { linearFilter } from './linear-filter.js';

/** What a user's synapse does: it has a transfer function or a step. */
export interface SynapseDefinition {
  readonly kind: 'synapse';
  readonly name: string;
  readonly version: string;
  readonly transferFunction: ((parameters: Readonly<Record<string, number>>) => TransferFunction) | null;
  /** Numbers of state per element, by name. */
  readonly state: Readonly<Record<string, number>>;
  readonly step: ((step: SynapseStep) => void) | null;
}

/** The definition that a record needs, or the refusal that says how to give it. */
function needDefinition({ name, version, implementation }: CustomSynapse): SynapseDefinition {
  if (implementation) return implementation;
  throw new ValidationError(`synapse '${name}' (version ${version}) is not at hand; pass its definition in definitions: [...]`, {
    code: 'missing-definition',
    object: name,
    given: name,
    allowed: `a definition of '${name}', version ${version}`,
  });
}

/** A synapse of the user's own: known by name and version. One with a transfer function runs on every backend; a step runs on the host. */
export const customSynapse = synapseKind(
  kind(
    'customSynapse',
    {
      name: text(),
      version: text(),
      parameters: named(number()),
      /** There in the process that defined it; left out of documents and hashes. */
      implementation: definition<SynapseDefinition>('synapse'),
    },
    { maker: 'defineSynapse' },
  ),
  {
    transferFunction(synapse) {
      const { transferFunction } = needDefinition(synapse);
      return transferFunction === null ? null : linearFilter(transferFunction(synapse.parameters));
    },
    filter(synapse, dt) {
      const { state, step } = needDefinition(synapse);
      return step === null ? null : { form: 'custom', state, parameters: synapse.parameters, dt, step };
    },
  },
);

export type CustomSynapse = RecordOf<typeof customSynapse>;

export interface SynapseOptions<P extends Readonly<Record<string, number>>, S extends string> {
  readonly name: string;
  readonly version: string;
  /** Numbers with their defaults. */
  readonly parameters?: P;
  /** What it does as a ratio of polynomials, from which steps of any length follow. Give this or `step`. */
  transferFunction?(parameters: P): TransferFunction;
  /** How many numbers of state it keeps for each element, by name. They start at 0. */
  readonly state?: Readonly<Record<S, number>>;
  /** One step for all values of a connection, a probe or a node: fills `out` from `x`. Give this or `transferFunction`. */
  step?(step: SynapseStep & { readonly state: Readonly<Record<S, Float64Array>>; readonly parameters: P }): void;
}

const names = optionNames<SynapseOptions<Readonly<Record<string, number>>, string>>({
  name: true,
  version: true,
  parameters: true,
  transferFunction: true,
  state: true,
  step: true,
});

/**
 * A synapse of one's own, by a transfer function or by a step. The result makes its records:
 *
 *     const damped = defineSynapse({ name: 'damped', version: '1', parameters: { tau: 0.01, q: 0.7 },
 *       transferFunction: ({ tau, q }) => ({ numerator: [1], denominator: [tau * tau, tau / q, 1] }) });
 *     const fastest = defineSynapse({ name: 'fastest', version: '1', parameters: { rate: 1 }, state: { at: 1 },
 *       step: ({ dt, x, state, parameters, out }) => x.forEach((value, i) => {
 *         const most = parameters.rate * dt;
 *         state.at[i] += Math.max(-most, Math.min(most, value - state.at[i]));
 *         out[i] = state.at[i];
 *       }) });
 *     net.connect(a, b, { synapse: damped({ q: 1 }) });
 *
 * Like every synapse it delays by one step in a connection and by none in a node. Documents hold name, version and parameters; whoever runs
 * one that was read back hands the definition in, as `definitions: [damped.definition]`.
 */
export function defineSynapse<P extends Readonly<Record<string, number>>, S extends string = never>(
  options: SynapseOptions<P, S>,
): ((parameters?: Partial<P>) => CustomSynapse) & { readonly definition: SynapseDefinition };
export function defineSynapse(
  options: SynapseOptions<Readonly<Record<string, number>>, string>,
): ((parameters?: Readonly<Record<string, number>>) => CustomSynapse) & { readonly definition: SynapseDefinition } {
  const { name, version, parameters: defaults = {}, state = {} } = knownOptions('defineSynapse', options, names);
  const { transferFunction = null, step = null } = options;
  if (!name || !version || [transferFunction, step].filter(given => typeof given === 'function').length !== 1) {
    const allowed = 'name, version, and either transferFunction or step';
    throw new ValidationError(`defineSynapse: ${allowed} must be given, but '${name}' has something else`, {
      code: 'invalid-definition',
      object: name,
      allowed,
    });
  }
  const size = number({ atLeast: 1, whole: true });
  for (const [variable, count] of Object.entries(state)) size.rule.take(name, `state '${variable}'`, count);
  const made: SynapseDefinition = Object.freeze({
    kind: 'synapse',
    name,
    version,
    transferFunction,
    state: Object.freeze({ ...state }),
    step,
  });
  const make = (given: Readonly<Record<string, number>> = {}): CustomSynapse => {
    const parameters = withDefaults(name, defaults, given);
    for (const [parameter, value] of Object.entries(parameters)) number().rule.take(name, parameter, value);
    return customSynapse({ name, version, parameters, implementation: made });
  };
  return Object.assign(make, { definition: made });
}
