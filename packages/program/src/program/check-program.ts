import { ValidationError } from '@rheobase/core';
import { accessOf, type Operator, problemOf } from '../operators/operators.js';
import { type Program, signalsOf } from './program.js';

function fail(operator: Operator, what: string): never {
  throw new ValidationError(`program: operator ${operator.kind} of ${operator.source} ${what}`, {
    code: 'invalid-program',
    object: operator.source,
  });
}

/** Whether every operator's signals exist and its sizes fit; the error names operator and object. */
export function checkProgram(program: Program): void {
  const signals = signalsOf(program);
  for (const operator of program.operators) {
    const { sets, adds, reads, updates, keeps } = accessOf(operator);
    const places = [...sets, ...adds, ...reads, ...updates];
    const unknown = [...places.map(({ signal }) => signal), ...keeps].find(id => !program.signals.has(id));
    if (unknown !== undefined) fail(operator, `uses the unknown signal ${unknown}`);
    for (const { signal, elements } of places) {
      const size = signals.size(signal);
      const outside = elements?.find(element => element >= size || element < -1);
      if (outside !== undefined) fail(operator, `uses element ${outside} of ${signal}, which has ${size}`);
    }
    const problem = problemOf(operator, signals);
    if (problem !== null) fail(operator, problem);
  }
}

/** A program as text, one operator a line: for reading and for comparing before and after a pass. */
export function printProgram(program: Program): string {
  return program.operators
    .map(operator => {
      const { sets, adds, reads, updates } = accessOf(operator);
      const list = (mark: string, places: typeof sets) =>
        places.map(({ signal, elements }) => `${mark}${signal}${elements ? `[${elements.length}]` : ''}`);
      const uses = [...list('=', sets), ...list('+', adds), ...list('^', updates), ...list('', reads)];
      return `${operator.kind.padEnd(12)} ${uses.join('  ')}`;
    })
    .join('\n');
}
