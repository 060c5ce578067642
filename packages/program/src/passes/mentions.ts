import type { SignalId } from '../operators/operator.js';
import { accessOf, type Operator } from '../operators/operators.js';
import type { Program } from '../program/program.js';

/** Every signal an operator uses, its own state included. */
export function mentions(operator: Operator): ReadonlySet<SignalId> {
  const { sets, adds, reads, updates, keeps } = accessOf(operator);
  return new Set([...[...sets, ...adds, ...reads, ...updates].map(({ signal }) => signal), ...keeps]);
}

/** The signals an operator changes: its output, what it adds to or updates, and its state. */
export function changes(operator: Operator): ReadonlySet<SignalId> {
  const { sets, adds, updates, keeps } = accessOf(operator);
  return new Set([...[...sets, ...adds, ...updates].map(({ signal }) => signal), ...keeps]);
}

/** Whether an operator runs code of the user: it may have effects of its own, or stop the run. */
export function runsUserCode(operator: Operator): boolean {
  const holds = (value: unknown): boolean =>
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && Object.values(value).some(holds));
  return holds(operator);
}

/** Signals that are asked for from outside: inputs, probes and what is learned. */
export const asked = ({ inputs, probes, learned }: Program): ReadonlySet<SignalId> =>
  new Set([...inputs.values(), ...probes.values(), ...learned.map(({ signal }) => signal)]);

/** A program with other operators, without the signals that none of them names and no one asks for. */
export function withOperators(program: Program, operators: readonly Operator[], signals: Program['signals'] = program.signals): Program {
  const next: Program = { ...program, signals, operators: Object.freeze([...operators]) };
  const used = new Set(asked(program));
  for (const operator of operators) for (const id of mentions(operator)) used.add(id);
  return Object.freeze({ ...next, signals: new Map(Array.from(signals).filter(([id]) => used.has(id))) });
}
