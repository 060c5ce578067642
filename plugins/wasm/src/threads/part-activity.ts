import type { Program } from '@rheobase/program';
import type { OperatorActivity } from '../engine/activity.js';
import type { Part } from './part.js';

const plus = (a: OperatorActivity, b: OperatorActivity): OperatorActivity => ({
  ...a,
  events: a.events + b.events,
  byEvents: a.byEvents + b.byEvents,
  inFull: a.inFull + b.inFull,
});

/** What all parts have counted, in the order of the whole program: sums over items; where parts have a copy each, what one has counted. */
export function activityOf({ operators }: Program, batch: number, parts: readonly Part[]): readonly OperatorActivity[] {
  const counted = parts.map(({ items, engine }) => ({ items, activity: engine.memory.activity() }));
  return operators.flatMap(operator => {
    if (!('out' in operator)) return [];
    const found = counted.flatMap(({ items, activity }) => {
      const own = activity.get(operator.out);
      return own && own.kind === operator.kind ? [{ items, own }] : [];
    });
    const [first, ...others] = found;
    if (!first) return [];
    return first.items.count === batch ? [first.own] : [others.reduce((sum, { own }) => plus(sum, own), first.own)];
  });
}
