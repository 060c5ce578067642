import type { Operator } from '../operators/operators.js';
import { constantParameter } from '../parameter/forms/leaves.js';
import { drawSeed } from '../process/draw-noise.js';
import { timeTable } from '../process/time-table.js';
import type { Program, Signal } from '../program/program.js';

function reseededSignal(signal: Signal, seed: number): Signal {
  const { objectSeed } = signal;
  return objectSeed === undefined ? signal : Object.freeze({ ...signal, random: drawSeed(objectSeed, seed) });
}

function reseededOperator(operator: Operator, dt: number, seed: number): Operator {
  if (operator.kind !== 'table' || operator.drawn === undefined) return operator;
  const { process, objectSeed } = operator.drawn;
  const size = operator.values.length / operator.rows;
  const { values, ...turns } = timeTable(process, dt, size, drawSeed(objectSeed, seed));
  return Object.freeze({ ...operator, ...turns, values: constantParameter(values) });
}

/**
 * The program that `lower` gives for the same model with another seed of the simulation. The seed decides nothing else of a program than the
 * seeds of its random streams and the rows of drawn tables. What does not follow from it stays the very same object, operators in their places.
 */
export function reseed(program: Program, seed: number): Program {
  if (seed === program.seed) return program;
  return Object.freeze({
    ...program,
    seed,
    signals: new Map(Array.from(program.signals, ([id, signal]) => [id, reseededSignal(signal, seed)])),
    operators: Object.freeze(program.operators.map(operator => reseededOperator(operator, program.dt, seed))),
  });
}
