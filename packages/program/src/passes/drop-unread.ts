import type { SignalId } from '../operators/operator.js';
import type { Operator } from '../operators/operators.js';
import { usesOf } from '../program/uses.js';
import { asked, mentions, runsUserCode, withOperators } from './mentions.js';
import type { Pass } from './pass.js';

/**
 * Drops what reaches no probe and no learned weight: operators, with their states. Functions of the user stay with all that leads to them,
 * as they may have effects outside.
 */
export const dropUnread: Pass = Object.freeze<Pass>({
  name: 'dropUnread',
  apply(program) {
    const uses = usesOf(program);
    const live = new Set<Operator>();
    const wanted = new Set<SignalId>();
    const waiting: SignalId[] = [];
    const want = (id: SignalId): void => {
      if (wanted.has(id)) return;
      wanted.add(id);
      waiting.push(id);
    };
    const keep = (operator: Operator | undefined): void => {
      if (operator === undefined || live.has(operator)) return;
      live.add(operator);
      for (const id of mentions(operator)) want(id);
    };
    for (const id of asked(program)) want(id);
    for (const operator of program.operators) if (runsUserCode(operator)) keep(operator);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) for (const at of uses.of(id).writers) keep(program.operators[at]);
    return withOperators(
      program,
      program.operators.filter(operator => live.has(operator)),
    );
  },
});
