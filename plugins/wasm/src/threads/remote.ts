import type { TensorId } from '@rheobase/model';
import type { EngineRun } from '@rheobase/runtime';
import type { Failed } from '../engine/failed.js';
import type { Redrawn } from '../engine/memory.js';
import type { WasmEngine } from '../engine/wasm-engine.js';
import { type Compiled, runIn } from '../machine/machine.js';
import { COUNTS, type Plan, type Stretch } from '../plan/table/plan.js';
import type { StartWorker } from './worker/platform.js';
import { Thread } from './worker/thread.js';

/** An engine of this thread whose many steps are made by a worker. */
export interface RemoteParts {
  readonly engine: WasmEngine;
  readonly plan: Plan;
  readonly compiled: Compiled;
  /** What all of the plan's steps are made of: a stretch of its table. */
  readonly table: Stretch;
  readonly start: StartWorker;
  /** Of the worker, in errors. */
  readonly name: string;
}

/**
 * Makes the steps of an engine in a worker. Before a run it writes inputs into the engine's own memory, from which they are sent; after it the
 * state comes back with the records, so that the engine here can be asked for everything at once. A copy of the state costs about what one
 * step costs, and a run has up to 256. Single steps are made here.
 */
export class Remote {
  readonly #parts: RemoteParts;
  /** What goes to the worker and comes back: the state, and what operators have counted. */
  readonly #carried: readonly Stretch[];
  #thread: Thread | null = null;
  /** The redrawn tables that the worker has; null: those of the plan. */
  #tables: readonly Redrawn[] | null = null;
  /** Tensors that were set since the worker got its constants. */
  readonly #set = new Set<TensorId>();
  /** Whether the worker has the state of the engine here. */
  #level = false;

  constructor(parts: RemoteParts) {
    const { state, activities } = parts.plan;
    this.#parts = parts;
    this.#carried = [...state, ...activities.map(({ at }) => ({ begin: at, end: at + COUNTS }))];
  }

  /** The state of the engine here was changed. */
  changed(): void {
    this.#level = false;
  }

  /** The engine here goes on with other values of some tensors. */
  setTensors(changed: Iterable<TensorId>): void {
    for (const id of changed) this.#set.add(id);
    this.#level = false;
  }

  /** Starts the worker, or another one for one that failed. */
  async ready(): Promise<void> {
    if (this.#thread?.sound) return;
    const { engine, plan, compiled, start, name } = this.#parts;
    this.#level = false;
    this.#tables = null;
    this.#set.clear();
    this.#thread = new Thread(start, name);
    await this.#thread.ask(
      {
        compiled,
        room: plan.end,
        placed: engine.memory.placed(null),
        state: this.#carried,
      },
      [],
    );
  }

  /** After `ready`; the worker has started before this returns. */
  async run(request: EngineRun): Promise<Failed | null> {
    const { engine, plan, table } = this.#parts;
    const { memory } = engine;
    const { steps, first, given, taken, take } = engine.lay(request);
    const ports: Stretch = { begin: plan.table.at, end: plan.table.at + plan.table.words.byteLength };
    const placed = [ports, given].map(stretch => ({ at: stretch.begin, values: memory.copy(stretch) }));
    const tables = memory.redrawn === this.#tables ? [] : memory.redrawn;
    this.#tables = memory.redrawn;
    const edited = this.#set.size === 0 ? [] : memory.placed(this.#set);
    this.#set.clear();
    const state = this.#level ? null : memory.save(this.#carried);
    this.#level = false;
    const answer = await this.#thread?.ask(
      {
        room: memory.end,
        state,
        placed: [...placed, ...tables, ...edited],
        run: runIn(plan.precision),
        call: [table.begin, table.end, plan.items, first, 0, steps],
        taken,
      },
      [...placed.map(({ values }) => values.buffer), ...(state ? [state.buffer] : [])],
    );
    if (!answer) return null;
    memory.load(answer.state, this.#carried);
    memory.paste(taken, answer.taken);
    const failed = take(null);
    this.#level = failed === null;
    return failed;
  }

  /** Ends the worker. */
  end(): void {
    this.#thread?.end();
    this.#thread = null;
  }
}
