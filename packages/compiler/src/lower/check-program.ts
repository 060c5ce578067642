import { ValidationError } from '@rheobase/core';
import type { Operator } from '../operators/operators.js';
import { accessOf } from './access.js';
import type { Program } from './program.js';

function fail(operator: Operator, what: string): never {
  throw new ValidationError(`program: operator ${operator.kind} of ${operator.source} ${what}`, {
    code: 'invalid-program',
    object: operator.source,
  });
}

const volume = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

function checkSizes(program: Program, operator: Operator): void {
  const size = (id: string): number => program.signals.get(id)?.size ?? fail(operator, `uses the unknown signal ${id}`);
  switch (operator.kind) {
    case 'matVec':
      if (operator.matrix.length !== operator.rows * operator.columns) fail(operator, 'has a matrix of another size than rows × columns');
      if (size(operator.in) !== operator.columns || size(operator.out) !== operator.rows) {
        fail(operator, `of ${operator.rows} × ${operator.columns} reads ${size(operator.in)} and writes ${size(operator.out)} values`);
      }
      return;
    case 'weigh':
      if (size(operator.weights) !== operator.rows * operator.columns) fail(operator, 'has weights of another size than rows × columns');
      if (size(operator.in) !== operator.columns || size(operator.out) !== operator.rows) {
        fail(operator, `of ${operator.rows} × ${operator.columns} reads ${size(operator.in)} and writes ${size(operator.out)} values`);
      }
      return;
    case 'gather': {
      const count = operator.indices?.length ?? size(operator.in);
      if (size(operator.out) !== count) fail(operator, `gives ${count} values to a signal of ${size(operator.out)}`);
      return;
    }
    case 'assign':
      if (operator.values.length !== size(operator.out))
        fail(operator, `gives ${operator.values.length} values to a signal of ${size(operator.out)}`);
      return;
    case 'table':
      if (operator.values.length !== operator.rows * size(operator.out))
        fail(operator, `of ${operator.rows} rows has ${operator.values.length} values for a signal of ${size(operator.out)}`);
      return;
    case 'filter':
      if (size(operator.in) !== size(operator.out)) fail(operator, `reads ${size(operator.in)} and writes ${size(operator.out)} values`);
      return;
    case 'add': {
      const from = operator.from?.length ?? size(operator.in);
      const to = operator.to?.length ?? size(operator.out);
      if (from !== to) fail(operator, `takes ${from} values and has places for ${to}`);
      if (operator.factors !== null && operator.factors.length !== from)
        fail(operator, `has ${operator.factors.length} factors for ${from} values`);
      return;
    }
    case 'sparseMatVec':
      if (operator.rows.length !== operator.values.length || operator.columns.length !== operator.values.length) {
        fail(operator, 'has lists of rows, columns and values of different lengths');
      }
      return;
    case 'convolve':
      if (size(operator.in) !== volume(operator.inputShape) || size(operator.out) !== volume(operator.outputShape)) {
        fail(
          operator,
          `from [${operator.inputShape}] to [${operator.outputShape}] reads ${size(operator.in)} and writes ${size(operator.out)} values`,
        );
      }
      return;
    case 'learn':
      if (size(operator.delta) !== operator.rows * operator.columns)
        fail(operator, `changes ${size(operator.delta)} values instead of rows × columns`);
      return;
    case 'neurons':
      for (const id of [
        operator.current,
        operator.out,
        ...Object.values(operator.state),
        ...(operator.draws === null ? [] : [operator.draws]),
      ]) {
        if (size(id) !== operator.size) fail(operator, `of ${operator.size} neurons uses ${id}, which has ${size(id)} values`);
      }
      return;
    default:
      return;
  }
}

/** Whether every operator's signals exist and its sizes fit; the error names operator and object. */
export function checkProgram(program: Program): void {
  for (const operator of program.operators) {
    const { sets, adds, reads, updates } = accessOf(operator);
    for (const { signal, elements } of [...sets, ...adds, ...reads, ...updates]) {
      const found = program.signals.get(signal);
      if (!found) fail(operator, `uses the unknown signal ${signal}`);
      const outside = elements?.find(element => element >= found.size || element < -1);
      if (outside !== undefined) fail(operator, `uses element ${outside} of ${signal}, which has ${found.size}`);
    }
    checkSizes(program, operator);
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
