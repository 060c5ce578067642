import { checkedSeed, knownOptions, ValidationError } from '@rheobase/core';
import type { Model, TensorId } from '@rheobase/model';
import { checkedDt, checkModel, needModel, tensorOf } from '@rheobase/model';
import { applyPasses } from '../passes/standard.js';
import { checkProgram } from '../program/check-program.js';
import type { Program } from '../program/program.js';
import { lowerConnection } from './connection.js';
import { Draft, type LowerOptions, lowerOptionNames } from './draft.js';
import { lowerEnsemble } from './ensemble.js';
import { lowerNode } from './node.js';
import { inOrder } from './order.js';
import { lowerProbe } from './probe.js';

/** The tensors that a program is made for: of the model, and referred to by nothing but parameters. */
function checkedWrt({ model, fixed }: Draft, wrt: readonly TensorId[]): readonly TensorId[] {
  for (const id of wrt) {
    tensorOf(model, id);
    const path = fixed.get(id);
    if (path === undefined) continue;
    throw new ValidationError(`lower: wrt names tensor '${id}', whose values make the program of ${path}; leave it out`, {
      code: 'fixed-tensor',
      object: path,
      given: id,
      allowed: 'tensors that parameters refer to',
    });
  }
  return Object.freeze([...wrt]);
}

/**
 * Model to Program, for one step length:
 *
 *     check ──▶ nodes, ensembles, connections emit operators ──▶ order ──▶ passes ──▶ check
 *
 * Each target element adds its connections in connection order; each connection sums its presynaptic elements in ascending order, from
 * zero. A cycle without delay is a `ValidationError` that prints it.
 */
export function lower(model: Model, options: LowerOptions): Program {
  needModel('lower', model);
  knownOptions('lower', options, lowerOptionNames);
  checkedDt('lower', options.dt);
  checkedSeed('lower', options.seed ?? 0);
  // 1. Check what comes in
  checkModel(model);
  // 2. Emit
  const draft = new Draft(model, options);
  for (const node of model.nodes) lowerNode(draft, node);
  for (const ensemble of model.ensembles) lowerEnsemble(draft, ensemble);
  for (const connection of model.connections) lowerConnection(draft, connection);
  for (const probe of model.probes) lowerProbe(draft, probe);
  // 3. Order
  const operators = Object.freeze([...inOrder(draft.operators, id => draft.known(id).size), ...draft.records]);
  const { signals, inputs, probes, learned, dt, seed, fixed } = draft;
  const wrt = checkedWrt(draft, options.wrt ?? []);
  const emitted: Program = Object.freeze({ model, dt, seed, signals, operators, inputs, learned, probes, wrt, fixed });
  options.observe?.('lower', emitted);
  // 4. Make it smaller, bit for bit the same, where that is asked for
  const program = applyPasses(emitted, options.passes ?? [], options.observe);
  // 5. Check what goes out
  checkProgram(program);
  return program;
}
