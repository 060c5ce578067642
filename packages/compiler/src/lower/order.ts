import { ValidationError } from '@rheobase/core';
import { type Access, accessOf, overlap, type Place } from './access.js';
import type { Operator, SignalId } from './program.js';

type Use = keyof Access;

/** Which use must come before which, on the elements two operators share. */
const BEFORE: Readonly<Record<Use, readonly Use[]>> = {
  sets: ['adds', 'reads', 'updates'],
  adds: ['reads', 'updates'],
  reads: ['updates'],
  updates: [],
};

const USES: readonly Use[] = ['sets', 'adds', 'reads', 'updates'];

interface Touch {
  readonly operator: number;
  readonly use: Use;
  readonly place: Place;
}

function successors(operators: readonly Operator[]): readonly (readonly number[])[] {
  const bySignal = new Map<SignalId, Touch[]>();
  operators.forEach((operator, index) => {
    const access = accessOf(operator);
    for (const use of USES) {
      for (const place of access[use]) {
        const touches = bySignal.get(place.signal) ?? [];
        touches.push({ operator: index, use, place });
        bySignal.set(place.signal, touches);
      }
    }
  });
  const next = operators.map(() => new Set<number>());
  for (const touches of bySignal.values()) {
    for (const [i, a] of touches.entries()) {
      for (const [j, b] of touches.entries()) {
        // Two additions to one element keep the order in which they were emitted: sums have a defined order.
        const ordered = BEFORE[a.use].includes(b.use) || (a.use === 'adds' && b.use === 'adds' && i < j);
        // An operator that adds to what it reads waits for itself: a cycle too.
        if (ordered && overlap(a.place, b.place)) next[a.operator]?.add(b.operator);
      }
    }
  }
  return next.map(set => Array.from(set).sort((a, b) => a - b));
}

function cycleError(operators: readonly Operator[], next: readonly (readonly number[])[], waiting: ReadonlySet<number>): ValidationError {
  // Every operator left waits for another one left; following the last of them backwards must come round.
  const before = new Map<number, number>();
  for (const from of waiting) for (const to of next[from] ?? []) if (waiting.has(to)) before.set(to, from);
  const trail: number[] = [];
  for (let at = Array.from(waiting)[0] ?? 0; !trail.includes(at); at = before.get(at) ?? at) trail.push(at);
  const start = trail.indexOf(before.get(trail.at(-1) ?? 0) ?? 0);
  const objects = trail
    .slice(Math.max(start, 0))
    .reverse()
    .map(index => operators[index]?.source ?? '');
  const cycle = objects.filter((object, index) => object !== objects[index - 1]);
  if (cycle.length > 1 && cycle.at(-1) === cycle[0]) cycle.pop();
  return new ValidationError(
    `a cycle has no delay: ${[...cycle, cycle[0]].join(' → ')}; give one of its connections a synapse or delaySteps of at least 1`,
    { code: 'undelayed-cycle', given: cycle, allowed: 'a synapse or delaySteps on every cycle' },
  );
}

/**
 * Operators in an order that respects set, add, read, update on every element; among those free to run, the one emitted first.
 * A cycle without delay is a `ValidationError` that prints it.
 */
export function inOrder(operators: readonly Operator[]): readonly Operator[] {
  const next = successors(operators);
  const pending = operators.map(() => 0);
  for (const targets of next) for (const to of targets) pending[to] = (pending[to] ?? 0) + 1;
  const ordered: Operator[] = [];
  const waiting = new Set(operators.keys());
  let free = Array.from(waiting).filter(index => pending[index] === 0);
  while (free.length > 0) {
    const freed: number[] = [];
    for (const index of free) {
      const operator = operators[index];
      if (operator) ordered.push(operator);
      waiting.delete(index);
      for (const to of next[index] ?? []) {
        pending[to] = (pending[to] ?? 0) - 1;
        if (pending[to] === 0) freed.push(to);
      }
    }
    free = freed.sort((a, b) => a - b);
  }
  if (waiting.size > 0) throw cycleError(operators, next, waiting);
  return ordered;
}
