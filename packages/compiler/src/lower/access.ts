import type { LearnRule } from '../operators/learn.js';
import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';

/** A signal, or some of its elements. */
export interface Place {
  readonly signal: SignalId;
  readonly elements: Int32Array | null;
}

/** What an operator does to signals. Within a step a signal is set, then added to, then read, then updated for the next step. */
export interface Access {
  readonly sets: readonly Place[];
  readonly adds: readonly Place[];
  readonly reads: readonly Place[];
  readonly updates: readonly Place[];
}

const whole = (signal: SignalId): Place => ({ signal, elements: null });

function learningReads(rule: LearnRule): readonly SignalId[] {
  switch (rule.type) {
    case 'pes':
    case 'rls':
      return [rule.error, rule.pre];
    case 'bcm':
      return [rule.pre, rule.post, rule.theta];
    case 'oja':
      return [rule.pre, rule.post, rule.weights];
    case 'voja':
      return [rule.signal, rule.post, rule.input, rule.encoders];
    case 'custom':
      return [rule.weights, ...[rule.pre, rule.post, rule.error].flatMap(id => id ?? [])];
  }
}

/** The places an operator touches. State of its own (voltages, filter states) is no one else's business and left out. */
export function accessOf(operator: Operator): Access {
  const none = { sets: [], adds: [], reads: [], updates: [] };
  switch (operator.kind) {
    case 'fill':
    case 'assign':
    case 'table':
    case 'noise':
      return { ...none, sets: [whole(operator.out)] };
    case 'add':
      return {
        ...none,
        adds: [{ signal: operator.out, elements: operator.to }],
        reads: [{ signal: operator.in, elements: operator.from }],
      };
    case 'gather':
      return { ...none, sets: [whole(operator.out)], reads: [{ signal: operator.in, elements: operator.indices }] };
    case 'neurons':
      return {
        ...none,
        sets: [whole(operator.out)],
        reads: [operator.current, operator.draws].flatMap(id => (id === null ? [] : [whole(id)])),
      };
    case 'filter':
      return operator.when === 'now'
        ? { ...none, sets: [whole(operator.out)], reads: [whole(operator.in)] }
        : { ...none, reads: [whole(operator.in)], updates: [whole(operator.out)] };
    case 'call':
    case 'process':
      return { ...none, sets: [whole(operator.out)], reads: operator.in === null ? [] : [whole(operator.in)] };
    case 'weigh':
      return { ...none, sets: [whole(operator.out)], reads: [whole(operator.in), whole(operator.weights)] };
    case 'learn':
      return { ...none, reads: learningReads(operator.rule).map(whole), updates: [whole(operator.delta)] };
    case 'matVec':
    case 'sparseMatVec':
    case 'convolve':
    case 'softmax':
    case 'argmax':
    case 'maxPool':
      return { ...none, sets: [whole(operator.out)], reads: [whole(operator.in)] };
  }
}
