import type { BenchRecord } from '../measure/record.js';

/** One of those that are timed in turn. */
export interface Contender {
  readonly system: string;
  run(): Promise<BenchRecord>;
}

/**
 * Runs all, one after the other, so many times over (A B A B A B): what slows the machine down for a while slows all alike. The records of
 * each system, a record for each round. `observe` sees every record.
 */
export async function inTurn(
  contenders: readonly Contender[],
  rounds: number,
  observe: (record: BenchRecord) => void,
): Promise<ReadonlyMap<string, readonly BenchRecord[]>> {
  const records = new Map<string, BenchRecord[]>(contenders.map(({ system }) => [system, []]));
  for (let round = 0; round < rounds; round++) {
    for (const { system, run } of contenders) {
      const record = await run();
      records.get(system)?.push(record);
      observe(record);
    }
  }
  return records;
}
