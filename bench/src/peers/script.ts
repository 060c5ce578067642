import { join } from 'node:path';
import { SimulationError } from '@rheobase/core';
import type { BenchRecord } from '../measure/record.js';
import { recordsOf, runProcess } from '../measure/run-process.js';
import { oneThread, type PeerOptions } from './peer.js';

/** How a script is called. */
interface Call {
  readonly script: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a Python script and gives the record of the case among those that it prints. */
export async function runScript({ folder, python }: PeerOptions, name: string, system: string, call: Call): Promise<BenchRecord> {
  const file = join(folder, call.script);
  const printed = await runProcess(python, [file, ...call.args], { ...oneThread, ...call.environment });
  const found = recordsOf(printed).find(record => record.case === name);
  if (found) return { ...found, system };
  throw new SimulationError(`${file} printed no record of the case ${name}`, { code: 'no-record', object: name });
}
