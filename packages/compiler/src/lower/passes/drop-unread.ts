import type { SignalId } from '../../operators/operator.js';
import type { Operator } from '../../operators/operators.js';
import { asked, changes, mentions, runsUserCode, withOperators } from './mentions.js';
import type { Pass } from './pass.js';

/**
 * Drops what reaches no probe and no learned weight: operators, with their states. Functions of the user stay with all that leads to them,
 * as they may have effects outside.
 */
export const dropUnread: Pass = Object.freeze<Pass>({
  name: 'dropUnread',
  apply(program) {
    const changedBy = new Map<SignalId, Operator[]>();
    for (const operator of program.operators) {
      for (const id of changes(program, operator)) changedBy.set(id, [...(changedBy.get(id) ?? []), operator]);
    }
    const live = new Set<Operator>();
    const wanted = new Set<SignalId>();
    const waiting: SignalId[] = [];
    const want = (id: SignalId): void => {
      if (wanted.has(id)) return;
      wanted.add(id);
      waiting.push(id);
    };
    const keep = (operator: Operator): void => {
      if (live.has(operator)) return;
      live.add(operator);
      for (const id of mentions(program, operator)) want(id);
    };
    for (const id of asked(program)) want(id);
    for (const operator of program.operators) if (runsUserCode(operator)) keep(operator);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) for (const operator of changedBy.get(id) ?? []) keep(operator);
    return withOperators(
      program,
      program.operators.filter(operator => live.has(operator)),
    );
  },
});
