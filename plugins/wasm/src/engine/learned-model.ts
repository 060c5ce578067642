import { ValidationError } from '@rheobase/core';
import { type Model, withLearned } from '@rheobase/model';
import type { Program, SignalId } from '@rheobase/program';

/** The model with what one item has learned; `signal` gives all items of a signal. */
export function learnedModel({ model, learned }: Program, items: number, item: number, signal: (id: SignalId) => Float64Array): Model {
  if (!(Number.isInteger(item) && item >= 0 && item < items)) {
    throw new ValidationError(`toModel: item ${item} is outside the batch of ${items}`, {
      code: 'invalid-index',
      given: item,
      allowed: `0 to ${items - 1}`,
    });
  }
  const values = (id: SignalId): Float64Array => {
    const all = signal(id);
    return all.slice((item * all.length) / items, ((item + 1) * all.length) / items);
  };
  return withLearned(
    model,
    learned.map(({ signal: id, path, what }) => ({ path, what, values: values(id) })),
  );
}
