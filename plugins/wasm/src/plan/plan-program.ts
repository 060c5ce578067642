import type { Operator, Program, SignalId } from '@rheobase/program';
import type { Precision } from '../machine/machine.js';
import { planCall } from './call.js';
import { planConvolve } from './convolve.js';
import { planFilter } from './filter.js';
import { planLearn } from './learn.js';
import { planMatVec, planSparse, planWeigh } from './matrix.js';
import { planNeurons } from './neurons/neurons.js';
import { planChoice, planMaxPool, planNoise } from './nodes.js';
import type { Place, Plan } from './plan.js';
import { Planner } from './planner.js';
import { samplesOf } from './samples.js';
import { planAdd, planAssign, planFill, planGather, planTable } from './signals.js';
import { planSum, sumsOf } from './sums.js';

/** Adds an operator to the table; false for one that runs on the host. */
function planned(planner: Planner, operator: Operator): boolean {
  switch (operator.kind) {
    case 'fill':
      planFill(planner, operator);
      return true;
    case 'assign':
      planAssign(planner, operator);
      return true;
    case 'table':
      return planTable(planner, operator);
    case 'gather':
      planGather(planner, operator);
      return true;
    case 'add':
      planAdd(planner, operator);
      return true;
    case 'matVec':
      planMatVec(planner, operator);
      return true;
    case 'weigh':
      planWeigh(planner, operator);
      return true;
    case 'sparseMatVec':
      planSparse(planner, operator);
      return true;
    case 'convolve':
      planConvolve(planner, operator);
      return true;
    case 'learn':
      return planLearn(planner, operator);
    case 'filter':
      return planFilter(planner, operator);
    case 'neurons':
      return planNeurons(planner, operator);
    case 'call':
      return planCall(planner, operator);
    case 'noise':
      return planNoise(planner, operator);
    case 'softmax':
    case 'argmax':
      planChoice(planner, operator);
      return true;
    case 'maxPool':
      planMaxPool(planner, operator);
      return true;
    case 'process':
      return false;
  }
}

/** The output of an operator that needs nothing but the time; null for others. */
function aloneFrom(operator: Operator): SignalId | null {
  switch (operator.kind) {
    case 'noise':
    case 'table':
      return operator.out;
    case 'call':
    case 'process':
      return operator.in === null ? operator.out : null;
    default:
      return null;
  }
}

/** Program → Plan: inputs, then the operators in their order, then what probes record. */
export function planProgram(program: Program, precision: Precision, items: number): Plan {
  const planner = new Planner(program, precision, items);
  const inputs = new Map<string, number>();
  for (const [path, id] of program.inputs) {
    const place = planner.place(id);
    inputs.set(path, planner.emit('input', place.at, planner.bytes(place), 0));
  }
  const probes = new Map<string, number>();
  const record = (path: string, from: Place, to: Place): void =>
    void probes.set(path, planner.emit('record', from.at, planner.bytes(from), 0, 0, 0, 0, to.at, 0));
  const samples = samplesOf(program);
  const { sums, replaced } = sumsOf(program);
  for (const [index, operator] of program.operators.entries()) {
    const sum = sums.get(index);
    const sample = samples.get(index);
    if (sum) planSum(planner, sum);
    else if (replaced.has(index)) continue;
    else if (sample !== undefined && operator.kind === 'gather') record(sample, planner.place(operator.in), planner.place(operator.out));
    else if (!planned(planner, operator)) planner.host(index, aloneFrom(operator));
  }
  for (const [path, id] of program.probes) if (!probes.has(path)) record(path, planner.place(id), planner.place(id));
  return planner.finish(inputs, probes);
}
