import type { SignalId } from '../../operators/operator.js';
import type { Operator } from '../../operators/operators.js';
import { accessOf } from '../access.js';
import type { Program } from '../program.js';

function collect(value: unknown, known: Program['signals'], found: Set<SignalId>): void {
  if (typeof value === 'string') {
    if (known.has(value)) found.add(value);
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const item of Object.values(value)) collect(item, known, found);
  }
}

/** Every signal an operator names, its own state included. */
export function mentions(program: Program, { source: _source, ...operator }: Operator): ReadonlySet<SignalId> {
  const found = new Set<SignalId>();
  collect(operator, program.signals, found);
  return found;
}

/** The signals an operator changes: its output, what it adds to or updates, and its state. */
export function changes(program: Program, operator: Operator): ReadonlySet<SignalId> {
  const { sets, adds, reads, updates } = accessOf(operator);
  const changed = new Set(mentions(program, operator));
  for (const { signal } of reads) changed.delete(signal);
  for (const { signal } of [...sets, ...adds, ...updates]) changed.add(signal);
  return changed;
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
  for (const operator of operators) for (const id of mentions(next, operator)) used.add(id);
  return Object.freeze({ ...next, signals: new Map(Array.from(signals).filter(([id]) => used.has(id))) });
}
