import type { Model, Program, SignalId } from '@rheobase/compiler';
import { type SimulationError, ValidationError } from '@rheobase/core';
import type { Precision } from '@rheobase/kernels';
import type { Engine, EngineRun } from '@rheobase/runtime';
import type { ActivityListener } from '../activity.js';
import { checkInput } from '../engine/check-input.js';
import { learnedModel } from '../engine/learned-model.js';
import { type Fitting, fittingOf, readSnapshot, snapshotOf } from '../engine/snapshot.js';
import { type Part, runOf } from './part.js';
import { activityOf } from './part-activity.js';
import { keptOf, setKept } from './part-state.js';
import { putRows, rowsOf } from './split/rows.js';

/**
 * Several engines as one: each has some of the items, or some of the network. Workers make the steps of all but one, the main thread those of
 * that one. Everything else is answered here, by the engines on this thread, to which every run brings the state back.
 */
export class ThreadedEngine implements Engine {
  readonly #program: Program;
  readonly #batch: number;
  readonly #parts: readonly Part[];
  readonly #activity: ActivityListener | undefined;
  readonly #fitting: Fitting;

  constructor(program: Program, batch: number, precision: Precision, parts: readonly Part[], activity?: ActivityListener) {
    this.#activity = activity;
    this.#program = program;
    this.#batch = batch;
    this.#parts = parts;
    this.#fitting = fittingOf(program, precision, batch);
  }

  async run(request: EngineRun): Promise<void> {
    const remotes = this.#parts.flatMap(({ remote }) => remote ?? []);
    await allOf(remotes.map(remote => remote.ready()));
    const shares = this.#parts.map(part => ({ part, ...runOf(part, this.#batch, request) }));
    // The workers begin before this thread is busy itself
    const away = shares.map(({ part, run }) => part.remote?.run(run));
    const here = shares.map(async ({ part, run }) => (part.remote ? undefined : part.engine.run(run)));
    try {
      await allOf([...away, ...here]);
    } catch (error) {
      throw this.#firstFault(error) ?? error;
    }
    for (const { give } of shares) give();
  }

  step(): void {
    for (const { engine, remote } of this.#parts) {
      engine.step();
      remote?.changed();
    }
  }

  setInput(path: string, rows: Float64Array): void {
    checkInput(this.#program, this.#batch, path, rows);
    const size = rows.length / this.#batch;
    for (const { program, items, engine } of this.#parts) {
      if (program.inputs.has(path)) engine.setInput(path, rowsOf(rows, this.#batch, size, items));
    }
  }

  signal(path: string): Float64Array {
    const id = this.#program.probes.get(path) ?? path;
    const parts = this.#parts.filter(({ program }) => program.signals.has(id));
    if (parts.length === 0) throw new ValidationError(`there is no signal '${id}' in this program`, { code: 'unknown-signal', given: id });
    return this.#gathered(id, parts);
  }

  snapshot(): Uint8Array {
    const [first] = this.#parts;
    return snapshotOf(first?.engine.steps ?? 0, this.#fitting, keptOf(this.#parts, this.#batch));
  }

  restore(saved: Uint8Array): void {
    const { step, parts } = readSnapshot(saved, this.#fitting, keptOf(this.#parts, this.#batch));
    for (const part of this.#parts) {
      setKept(part, this.#batch, parts);
      part.engine.resume(step);
      part.remote?.changed();
    }
  }

  reset(): void {
    for (const { engine, remote } of this.#parts) {
      engine.reset();
      remote?.changed();
    }
  }

  toModel(item = 0): Model {
    return learnedModel(this.#program, this.#batch, item, id => this.signal(id));
  }

  dispose(): void {
    this.#activity?.(activityOf(this.#program, this.#batch, this.#parts));
    for (const { engine, remote } of this.#parts) {
      remote?.end();
      engine.dispose();
    }
  }

  /** Of functions that failed in several parts, what one thread would have met first; null where `error` came from elsewhere. */
  #firstFault(error: unknown): SimulationError | null {
    const faults = this.#parts.flatMap(({ engine }) => engine.fault() ?? []);
    if (faults.every(fault => fault.error.message !== (error instanceof Error ? error.message : null))) return null;
    return faults.reduce((first, fault) =>
      fault.step < first.step || (fault.step === first.step && fault.object < first.object) ? fault : first,
    ).error;
  }

  /** All items of a signal; of the network's parts that have it, as a copy each, the first. */
  #gathered(id: SignalId, parts: readonly Part[]): Float64Array {
    const [first] = parts;
    if (first?.items.count === this.#batch) return first.engine.signal(id);
    const size = this.#program.signals.get(id)?.size ?? 0;
    const rows = new Float64Array(this.#batch * size);
    for (const { engine, items } of parts) putRows(rows, this.#batch, size, items, engine.signal(id));
    return rows;
  }
}

/** Waits for all, then raises what the first that failed has raised: none goes on behind one's back. */
async function allOf(tasks: readonly (Promise<void> | undefined)[]): Promise<void> {
  for (const settled of await Promise.allSettled(tasks)) if (settled.status === 'rejected') throw settled.reason;
}
