import type { Program } from '@rheobase/program';
import type { EngineRecord, EngineRun } from '@rheobase/runtime';
import type { OperatorActivity } from '../engine/activity.js';
import type { Kept } from '../engine/snapshot.js';
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

/** The state of the whole out of that of its parts: all items of each thing, once where several parts have a copy. */
export function keptOf(parts: readonly Part[], batch: number): readonly Kept[] {
  const whole = new Map<string, Kept>();
  for (const { items, engine } of parts) {
    for (const own of engine.kept()) {
      const { name, rows, width, values } = own;
      if (width === null || items.count === batch) {
        whole.set(name, whole.get(name) ?? own);
        continue;
      }
      const all = whole.get(name) ?? { ...own, values: new Float64Array(rows * batch * width) };
      whole.set(name, all);
      putRows(all.values, batch, width, items, values);
    }
  }
  return Array.from(whole.values());
}

/** A part's own of such a state. */
export function setKept({ items, engine }: Part, batch: number, state: ReadonlyMap<string, Float64Array>): void {
  for (const { name, width, values } of engine.kept()) {
    const all = state.get(name);
    if (all) values.set(width === null ? all : rowsOf(all, batch, width, items));
  }
}

const plus = (a: OperatorActivity, b: OperatorActivity): OperatorActivity => ({
  ...a,
  events: a.events + b.events,
  byEvents: a.byEvents + b.byEvents,
  inFull: a.inFull + b.inFull,
});

/** What all parts have counted, in the order of the whole program: sums over items; where parts have a copy each, what one has counted. */
export function activityOf({ operators }: Program, batch: number, parts: readonly Part[]): readonly OperatorActivity[] {
  const counted = parts.map(({ items, engine }) => ({ items, activity: engine.memory.activity() }));
  return operators.flatMap(operator => {
    if (!('out' in operator)) return [];
    const found = counted.flatMap(({ items, activity }) => {
      const own = activity.get(operator.out);
      return own && own.kind === operator.kind ? [{ items, own }] : [];
    });
    const [first, ...others] = found;
    if (!first) return [];
    return first.items.count === batch ? [first.own] : [others.reduce((sum, { own }) => plus(sum, own), first.own)];
  });
}
