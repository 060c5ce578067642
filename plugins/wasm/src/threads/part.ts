import type { Program } from '@rheobase/program';
import type { EngineRecord, EngineRun } from '@rheobase/runtime';
import type { WasmEngine } from '../engine/wasm-engine.js';
import type { Remote } from './remote.js';
import { type Items, putRows, rowsOf } from './split/rows.js';

/** What one thread does: some of the batch, or some of the network. */
export interface Part {
  readonly program: Program;
  readonly items: Items;
  readonly engine: WasmEngine;
  /** Who makes its steps; null: this thread. */
  readonly remote: Remote | null;
}

const sizeOf = ({ signals }: Program, id: string | undefined): number => signals.get(id ?? '')?.size ?? 0;

/** The part's own of a run, and how what it records gets into the records of the whole. */
export function runOf(
  { program, items }: Part,
  batch: number,
  { steps, inputs, records }: EngineRun,
): { readonly run: EngineRun; give(): void } {
  const given = new Map<string, Float64Array>();
  for (const [path, rows] of inputs) {
    const id = program.inputs.get(path);
    if (id !== undefined) given.set(path, rowsOf(rows, batch, sizeOf(program, id), items));
  }
  const own = new Map<string, EngineRecord>();
  for (const [path, record] of records) {
    if (!program.probes.has(path)) continue;
    const size = sizeOf(program, program.probes.get(path));
    const values = items.count === batch ? record.values : new Float64Array(record.steps.length * items.count * size);
    own.set(path, { steps: record.steps, values });
  }
  return {
    run: { steps, inputs: given, records: own },
    give() {
      if (items.count === batch) return;
      for (const [path, { values }] of own) {
        const whole = records.get(path);
        if (whole) putRows(whole.values, batch, sizeOf(program, program.probes.get(path)), items, values);
      }
    },
  };
}
