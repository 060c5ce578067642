import { accessOf, type Operator, type Program } from '@rheobase/compiler';

/**
 * Copies that are made for a probe alone: the position of each, and the probe's path. Such a copy is made only in the steps that the probe
 * records.
 */
export function samplesOf({ operators, probes }: Program): ReadonlyMap<number, string> {
  const paths = new Map(Array.from(probes, ([path, id]) => [id, path] as const));
  const mentioned = new Map<string, number>();
  const isCopy = (operator: Operator) => operator.kind === 'gather' && operator.indices === null && operator.factors === null;
  for (const operator of operators) {
    const { sets, adds, reads, updates } = accessOf(operator);
    for (const { signal } of [...sets, ...adds, ...reads, ...updates]) mentioned.set(signal, (mentioned.get(signal) ?? 0) + 1);
  }
  const samples = new Map<number, string>();
  for (const [index, operator] of operators.entries()) {
    if (operator.kind !== 'gather' || !isCopy(operator) || mentioned.get(operator.out) !== 1) continue;
    const path = paths.get(operator.out);
    if (path !== undefined && probes.size === paths.size) samples.set(index, path);
  }
  return samples;
}
