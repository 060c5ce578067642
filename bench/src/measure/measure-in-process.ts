import { fileURLToPath } from 'node:url';
import { SimulationError } from '@rheobase/core';
import type { Benchmark } from '../cases/benchmark.js';
import type { MeasureOptions } from './options.js';
import type { BenchRecord } from './record.js';
import { recordsOf, runProcess } from './run-process.js';

const PROGRAM = fileURLToPath(new URL('../case-process.js', import.meta.url));

/** Times a case in a fresh process, so that no case finds what another has warmed up or left in memory. */
export async function measureInProcess(benchmark: Benchmark, options: MeasureOptions): Promise<BenchRecord> {
  const { backend, precision, threads, batch, mnist } = options;
  const how = [backend, precision, String(threads), batch === null ? 'own' : String(batch)];
  const told = [PROGRAM, benchmark.name, benchmark.suite, ...how, ...(mnist === null ? [] : [mnist])];
  const printed = await runProcess(process.execPath, told);
  const [record] = recordsOf(printed);
  if (record) return record;
  throw new SimulationError(`${benchmark.name}: the process that times it printed no record`, {
    code: 'no-record',
    object: benchmark.name,
  });
}
