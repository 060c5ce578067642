import { ValidationError } from '@rheobase/core';
import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import { byElement } from './by-element.js';
import { dependencies } from './dependencies.js';

function cycleError(operators: readonly Operator[], next: readonly (readonly number[])[], waiting: ReadonlySet<number>): ValidationError {
  // Every operator left waits for another one left; following the last of them backwards must come round.
  const before = new Map<number, number>();
  for (const from of waiting) for (const to of next[from] ?? []) if (waiting.has(to)) before.set(to, from);
  const seen = new Set<number>();
  for (let at = Array.from(waiting)[0] ?? 0; !seen.has(at); at = before.get(at) ?? at) seen.add(at);
  const trail = Array.from(seen);
  const start = trail.indexOf(before.get(trail.at(-1) ?? 0) ?? 0);
  const objects = trail
    .slice(Math.max(start, 0))
    .reverse()
    .flatMap(index => operators[index]?.source ?? []);
  const cycle = objects.filter((object, index) => object !== objects[index - 1]);
  if (cycle.length > 1 && cycle.at(-1) === cycle[0]) cycle.pop();
  return new ValidationError(
    `a cycle has no delay: ${[...cycle, cycle[0]].join(' → ')}; give one of its connections a synapse or delaySteps of at least 1`,
    {
      code: 'undelayed-cycle',
      ...(cycle[0] === undefined ? {} : { object: cycle[0] }),
      given: cycle,
      allowed: 'a synapse or delaySteps on every cycle',
    },
  );
}

interface Attempt {
  readonly ordered: readonly Operator[];
  readonly next: readonly (readonly number[])[];
  /** What could not be ordered. */
  readonly waiting: ReadonlySet<number>;
}

/** In turns, each turn all that wait for nothing left, in order of emission. */
function attempt(operators: readonly Operator[]): Attempt {
  const next = dependencies(operators);
  const pending = next.map(() => 0);
  for (const targets of next) for (const to of targets) pending[to] = (pending[to] ?? 0) + 1;
  const ordered: Operator[] = [];
  const waiting = new Set(next.keys());
  let free = Array.from(waiting).filter(index => pending[index] === 0);
  while (free.length > 0) {
    const freed: number[] = [];
    const done = (index: number): void => {
      waiting.delete(index);
      for (const to of next[index] ?? []) {
        pending[to] = (pending[to] ?? 0) - 1;
        if (pending[to] !== 0) continue;
        // A gate takes no turn of its own
        if (to < operators.length) freed.push(to);
        else done(to);
      }
    };
    for (const index of free) {
      const operator = operators[index];
      if (operator) ordered.push(operator);
      done(index);
    }
    free = freed.sort((a, b) => a - b);
  }
  return { ordered, next, waiting };
}

/**
 * Operators in an order that respects set, add, read, update on every element. Where whole vectors go round, the additions and selections
 * among them are taken apart by element; a cycle without delay that is left then is a `ValidationError` that prints it.
 */
export function inOrder(operators: readonly Operator[], sizeOf: (signal: SignalId) => number): readonly Operator[] {
  const whole = attempt(operators);
  if (whole.waiting.size === 0) return whole.ordered;
  const parts = byElement(operators, whole.waiting, sizeOf);
  const apart = parts === null ? null : attempt(parts);
  if (apart?.waiting.size === 0) return apart.ordered;
  throw cycleError(operators, whole.next, whole.waiting);
}
