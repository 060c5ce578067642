import { type Program, usesOf } from '@rheobase/program';

/**
 * Copies that are made for a probe alone: the position of each, and the probe's path. Such a copy is made only in the steps that the probe
 * records.
 */
export function samplesOf(program: Program): ReadonlyMap<number, string> {
  const { operators, probes } = program;
  const paths = new Map(Array.from(probes, ([path, id]) => [id, path] as const));
  const uses = usesOf(program);
  const samples = new Map<number, string>();
  for (const [index, operator] of operators.entries()) {
    if (operator.kind !== 'gather' || operator.indices !== null || operator.factors !== null) continue;
    const { writers, readers, others } = uses.of(operator.out);
    const path = paths.get(operator.out);
    const alone = writers.length + readers.length + others.length === 1;
    if (alone && path !== undefined && probes.size === paths.size) samples.set(index, path);
  }
  return samples;
}
