import {
  accessOf,
  costOf,
  type Operator,
  type OperatorKind,
  type Parameter,
  type Program,
  repeatedProducts,
  type SignalId,
  signalsOf,
  usesOf,
} from '@rheobase/program';
import type { Precision } from '../machine/machine.js';
import { planCall } from './call.js';
import { planConvolve } from './convolve.js';
import { planFilter } from './filter.js';
import { planLearn } from './learn.js';
import { planMatVec, planSparse, planWeigh } from './matrix.js';
import { planNeurons } from './neurons/neurons.js';
import { planChoice, planMaxPool, planNoise } from './nodes.js';
import { planAdd, planAssign, planFill, planGather, planTable } from './signals.js';
import { planSum, sumsOf } from './sums.js';
import type { Place, Plan } from './table/plan.js';
import { type Planned, Planner } from './table/planner.js';

const planners: { readonly [K in OperatorKind]: (planner: Planner, operator: Operator<Parameter, K>) => Planned } = {
  fill: planFill,
  assign: planAssign,
  table: planTable,
  gather: planGather,
  add: planAdd,
  matVec: planMatVec,
  weigh: planWeigh,
  sparseMatVec: planSparse,
  convolve: planConvolve,
  neurons: planNeurons,
  filter: planFilter,
  learn: planLearn,
  call: planCall,
  noise: planNoise,
  process: () => ({ feature: 'a process of the user' }),
  custom: ({ program }, operator) => ({
    feature: `operator '${operator.definition.name}' (about ${costOf(operator, signalsOf(program)).operations} operations a step)`,
  }),
  softmax: (planner, operator) => planChoice(planner, 'softmax', operator),
  argmax: (planner, operator) => planChoice(planner, 'argmax', operator),
  maxPool: planMaxPool,
};

/** Adds an operator to the table; one of a kind that is not in the list runs on the host. */
function planOperator<K extends OperatorKind>(planner: Planner, operator: Operator<Parameter, K>): Planned {
  return Object.hasOwn(planners, operator.kind) ? planners[operator.kind](planner, operator) : { feature: `operator ${operator.kind}` };
}

/** The output of an operator that needs nothing but the time; null for others. */
function aloneFrom(operator: Operator): SignalId | null {
  const { sets, adds, reads, updates } = accessOf(operator);
  const [only, ...others] = sets;
  return only?.elements === null && [...others, ...adds, ...reads, ...updates].length === 0 ? only.signal : null;
}

/**
 * Copies that are made for a probe alone: the position of each, and the probe's path. Such a copy is made only in the steps that the probe
 * records.
 */
function samplesOf(program: Program): ReadonlyMap<number, string> {
  const { operators, probes } = program;
  const paths = new Map(Array.from(probes, ([path, id]) => [id, path] as const));
  const uses = usesOf(program);
  const samples = new Map<number, string>();
  for (const [index, operator] of operators.entries()) {
    if (operator.kind !== 'gather' || operator.indices !== null || operator.factors !== null) continue;
    const { writers, readers, others } = uses.of(operator.out);
    const path = paths.get(operator.out);
    const alone = writers.length + readers.length + others.length === 1;
    if (alone && path !== undefined && probes.size === paths.size) samples.set(index, path);
  }
  return samples;
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
  const repeated = repeatedProducts(program);
  for (const [index, operator] of program.operators.entries()) {
    const sum = sums.get(index);
    const sample = samples.get(index);
    if (sum) planSum(planner, sum);
    else if (replaced.has(index)) continue;
    else if (sample !== undefined && operator.kind === 'gather') record(sample, planner.place(operator.in), planner.place(operator.out));
    else {
      const planned = planOperator(planner, operator);
      if (typeof planned !== 'number') planner.host(index, planned, aloneFrom(operator));
      else if (operator.kind === 'matVec') planner.copiesWhileEqual(planned, operator, repeated.get(index) ?? []);
    }
  }
  for (const [path, id] of program.probes) if (!probes.has(path)) record(path, planner.place(id), planner.place(id));
  return planner.finish(inputs, probes);
}
