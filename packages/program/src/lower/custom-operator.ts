import { knownOptions, type OperatorRecord, optionNames, ValidationError } from '@rheobase/core';
import { type CustomOperator, contextOf, type Ports } from '../operators/custom.js';
import { constantParameter } from '../parameter/forms/leaves.js';
import type { Program, Signal } from '../program/program.js';
import { signalsOf } from '../program/program.js';

/** What an operator of the user is connected to in a program. */
export interface CustomOperatorOptions {
  /** Path of the object that it belongs to. */
  readonly source: string;
  /** What the signals of its state are named after. Default: source and name. */
  readonly prefix?: string;
  readonly reads?: Ports;
  readonly sets?: Ports;
  readonly updates?: Ports;
}

const names = optionNames<CustomOperatorOptions>({ source: true, prefix: true, reads: true, sets: true, updates: true });

/** An operator of the user with the signals of its state; the signals that it reads, sets and updates must be in the program. */
export function customOperator(
  { name, version, parameters, implementation }: OperatorRecord,
  options: CustomOperatorOptions,
  program: Pick<Program<unknown>, 'dt' | 'signals'>,
): { readonly operator: CustomOperator; readonly signals: readonly Signal[] } {
  const { source, prefix = `${source}.${name}`, reads = {}, sets = {}, updates = {} } = knownOptions('customOperator', options, names);
  const fail = (what: string, given: unknown): never => {
    throw new ValidationError(`${source}: operator '${name}' ${what}`, { code: 'invalid-operator', object: source, given });
  };
  if (implementation === undefined)
    return fail(`(version ${version}) has no definition here; pass its definition in definitions: [...]`, name);
  const { dt } = program;
  const context = contextOf({ dt, parameters, reads, sets, updates }, signalsOf(program));
  const signals = Object.entries(implementation.state(context)).map(([variable, given]): Signal => {
    const id = `${prefix}.${variable}`;
    if (program.signals.has(id)) fail(`keeps its state in ${id}, which there is already; give it another prefix`, id);
    const values = Float64Array.from(given);
    const bad = values.find(x => !Number.isFinite(x));
    if (bad !== undefined) fail(`has state '${variable}' that starts at ${bad}; it must be finite`, bad);
    const initial = values.some(x => x !== 0) ? constantParameter(values) : null;
    return Object.freeze({ id, size: values.length, initial, sparse: false, random: null });
  });
  const state = Object.fromEntries(signals.map(({ id }) => [id.slice(prefix.length + 1), id]));
  const operator: CustomOperator = { kind: 'custom', source, definition: implementation, dt, parameters, reads, sets, updates, state };
  return { operator: Object.freeze(operator), signals };
}
