import type { Operator, SignalId } from './program.js';

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

/** The places an operator touches. State of its own (voltages, filter states) is no one else's business and left out. */
export function accessOf(operator: Operator): Access {
  const none = { sets: [], adds: [], reads: [], updates: [] };
  switch (operator.kind) {
    case 'fill':
    case 'assign':
    case 'table':
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
      return { ...none, sets: [whole(operator.out)], reads: [whole(operator.current)] };
    case 'filter':
      return { ...none, reads: [whole(operator.in)], updates: [whole(operator.out)] };
    case 'call':
      return { ...none, sets: [whole(operator.out)], reads: operator.in === null ? [] : [whole(operator.in)] };
    case 'matVec':
    case 'sparseMatVec':
    case 'convolve':
    case 'softmax':
    case 'argmax':
    case 'maxPool':
      return { ...none, sets: [whole(operator.out)], reads: [whole(operator.in)] };
  }
}
