import { costOf, type Program, signalsOf } from '@rheobase/program';
import type { Component } from './components.js';

/** A group with less than this share of all work is not worth a thread. */
const WORTH = 0.05;

const onlyOf = (list: readonly number[], of: ReadonlySet<number>): boolean => list.some(index => of.has(index));

/**
 * Shares components out to at most so many threads, the costly ones first, each to the one that has least to do. The first group is that of
 * the main thread: all that is done by the host is in it. Groups without work worth a thread are the main thread's, too.
 */
export function groupsOf(
  program: Program,
  components: readonly Component[],
  host: ReadonlySet<number>,
  threads: number,
): readonly (readonly Component[])[] {
  const signals = signalsOf(program);
  const priced = components.map(component => ({
    component,
    pinned: onlyOf(component.operators, host),
    cost: component.operators.reduce((sum, index) => {
      const operator = program.operators[index];
      return operator ? sum + costOf(operator, signals).operations : sum;
    }, 0),
  }));
  const groups = Array.from({ length: Math.min(threads, components.length) }, () => ({ cost: 0, components: [] as Component[] }));
  const [main] = groups;
  if (!main) return [components];
  const give = (group: { cost: number; components: Component[] }, component: Component, cost: number): void => {
    group.components.push(component);
    group.cost += cost;
  };
  for (const { component, pinned, cost } of priced) if (pinned) give(main, component, cost);
  for (const { component, pinned, cost } of priced.toSorted((a, b) => b.cost - a.cost)) {
    if (!pinned)
      give(
        groups.reduce((least, group) => (group.cost < least.cost ? group : least)),
        component,
        cost,
      );
  }
  const all = groups.reduce((sum, { cost }) => sum + cost, 0);
  const worth = groups.filter(group => group === main || group.cost > WORTH * all);
  for (const group of groups) if (!worth.includes(group)) for (const component of group.components) give(main, component, 0);
  return worth.map(group => group.components);
}
