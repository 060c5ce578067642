import type { Model, Program, SignalId } from '@rheobase/compiler';
import { SimulationError, ValidationError } from '@rheobase/core';
import { hashSeed } from '@rheobase/math';
import type { Engine, EngineRun } from '@rheobase/runtime';
import type { ActivityListener } from '../activity.js';
import { checkInput } from '../engine/check-input.js';
import { learnedModel } from '../engine/learned-model.js';
import { type Part, runOf } from './part.js';
import { activityOf } from './part-activity.js';
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
  /** Snapshots fit engines that were split in the same way alone. */
  readonly #kind: number;

  constructor(program: Program, batch: number, precision: string, parts: readonly Part[], activity?: ActivityListener) {
    this.#activity = activity;
    this.#program = program;
    this.#batch = batch;
    this.#parts = parts;
    const told = parts.flatMap(({ items, program: { signals } }) => [
      `${items.from} ${items.count}`,
      ...Array.from(signals.values(), ({ id, size }) => `${id} ${size}`),
    ]);
    this.#kind = hashSeed(precision, String(program.dt), String(batch), ...told);
  }

  async run(request: EngineRun): Promise<void> {
    const remotes = this.#parts.flatMap(({ remote }) => remote ?? []);
    await allOf(remotes.map(remote => remote.ready()));
    const shares = this.#parts.map(part => ({ part, ...runOf(part, this.#batch, request) }));
    // The workers begin before this thread is busy itself
    const away = shares.map(({ part, run }) => part.remote?.run(run));
    const here = shares.map(async ({ part, run }) => (part.remote ? undefined : part.engine.run(run)));
    await allOf([...away, ...here]);
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
    const states = this.#parts.map(({ engine }) => engine.snapshot());
    const header = new Uint8Array(Float64Array.from([this.#kind, ...states.map(({ length }) => length)]).buffer);
    const saved = new Uint8Array(states.reduce((sum, { length }) => sum + length, header.length));
    let at = 0;
    for (const bytes of [header, ...states]) {
      saved.set(bytes, at);
      at += bytes.length;
    }
    return saved;
  }

  restore(saved: Uint8Array): void {
    let at = 8 * (1 + this.#parts.length);
    const [kind, ...lengths] = new Float64Array(saved.slice(0, saved.length < at ? 0 : at).buffer);
    if (kind !== this.#kind || lengths.reduce((sum, length) => sum + length, at) !== saved.length) {
      throw new SimulationError(
        'restore: this snapshot is of another model, another step length, another precision, another batch or another number of threads',
        { code: 'foreign-snapshot', given: saved.length },
      );
    }
    for (const [k, { engine, remote }] of this.#parts.entries()) {
      const end = at + (lengths[k] ?? 0);
      engine.restore(saved.subarray(at, end));
      remote?.changed();
      at = end;
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
