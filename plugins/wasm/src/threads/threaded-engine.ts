import { type Tensor, ValidationError } from '@rheobase/core';
import type { Model, TensorId } from '@rheobase/model';
import { type Program, retensored, type SignalId } from '@rheobase/program';
import type { Engine, EngineReset, EngineRun, SnapshotPoint } from '@rheobase/runtime';
import type { ActivityListener } from '../engine/activity.js';
import { checkInput } from '../engine/check-input.js';
import { type Failed, firstOf } from '../engine/failed.js';
import { learnedModel } from '../engine/learned-model.js';
import { type Fitting, fittingOf, readSnapshot, snapshotOf } from '../engine/snapshot.js';
import type { Precision } from '../machine/machine.js';
import { activityOf, keptOf, type Part, runOf, setKept } from './part.js';
import { putRows, rowsOf } from './split/rows.js';

/**
 * Several engines as one: each has some of the items, or some of the network. Workers make the steps of all but one, the main thread those of
 * that one. Everything else is answered here, by the engines on this thread, to which every run brings the state back.
 */
export class ThreadedEngine implements Engine {
  readonly reseeds = true;
  /** That of the tensors given last. */
  #program: Program;
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

  async run(request: EngineRun): Promise<Failed | null> {
    const remotes = this.#parts.flatMap(({ remote }) => remote ?? []);
    await allOf(remotes.map(remote => remote.ready()));
    const shares = this.#parts.map(part => ({ part, ...runOf(part, this.#batch, request) }));
    // The workers begin before this thread is busy itself
    const away = shares.map(({ part, run }) => part.remote?.run(run));
    const here = shares.map(async ({ part, run }) => (part.remote ? null : part.engine.run(run)));
    const failures = await allOf(shares.map((_, k) => away[k] ?? here[k]));
    for (const { give } of shares) give();
    return this.#first(failures);
  }

  step(): void {
    const failures = this.#parts.map(({ engine, remote }) => {
      remote?.changed();
      return engine.advance();
    });
    const failed = this.#first(failures);
    if (failed) throw failed.error;
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
    return snapshotOf(this.#point, this.#fitting, keptOf(this.#parts, this.#batch));
  }

  restore(saved: Uint8Array): void {
    const { point, parts } = readSnapshot(saved, this.#fitting, keptOf(this.#parts, this.#batch));
    for (const part of this.#parts) {
      setKept(part, this.#batch, parts);
      part.engine.resume({ ...point, firstItem: point.firstItem + part.items.from });
      part.remote?.changed();
    }
  }

  reset({ seed = this.#point.seed, firstItem = this.#point.firstItem }: EngineReset = {}): void {
    for (const { engine, items, remote } of this.#parts) {
      engine.reset({ seed, firstItem: firstItem + items.from });
      remote?.changed();
    }
  }

  setTensors(tensors: ReadonlyMap<TensorId, Tensor>): void {
    const program = retensored(this.#program, tensors);
    // All of them are checked before any is changed
    for (const set of this.#parts.map(({ engine }) => engine.edited(tensors))) set();
    for (const { remote } of this.#parts) remote?.setTensors(tensors.keys());
    this.#program = program;
  }

  toModel(item = 0): Model {
    return learnedModel(this.#program, this.#batch, item, id => this.signal(id));
  }

  dispose(): void {
    try {
      this.#activity?.(activityOf(this.#program, this.#batch, this.#parts));
    } finally {
      for (const { engine, remote } of this.#parts) {
        remote?.end();
        engine.dispose();
      }
    }
  }

  /** Where all parts are; the first has the first item. */
  get #point(): SnapshotPoint {
    return this.#parts[0]?.engine.point ?? { step: 0, seed: this.#program.seed, firstItem: 0 };
  }

  /** Of what failed in the parts, one for each, what one thread would have met first. */
  #first(failures: readonly (Failed | null)[]): Failed | null {
    const { operators } = this.#program;
    return firstOf(
      this.#parts.map(({ program }, k) => {
        const failed = failures[k] ?? null;
        const operator = failed ? program.operators[failed.operator] : undefined;
        // Parts of a program have its very operators
        return failed && operator ? { ...failed, operator: operators.indexOf(operator) } : failed;
      }),
    );
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

/** Waits for all tasks, then raises what the first that failed has raised: no task is left running. */
async function allOf<T>(tasks: readonly (Promise<T> | undefined)[]): Promise<readonly (T | null)[]> {
  return (await Promise.allSettled(tasks)).map(settled => {
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value ?? null;
  });
}
