import { type Tensor, UnsupportedError, ValidationError } from '@rheobase/core';
import type { Model, TensorId } from '@rheobase/model';
import { constantSignals, functionFailure, ParameterValues, type Program, reseed, retensored, tensorsIn } from '@rheobase/program';
import type { Engine, EngineReset, EngineRun, SnapshotPoint } from '@rheobase/runtime';
import type { Compiled } from '../machine/machine.js';
import { inOneCall, type Place, type Plan, type Stretch } from '../plan/table/plan.js';
import type { ActivityListener } from './activity.js';
import { checkInput } from './check-input.js';
import { type Failed, firstOf } from './failed.js';
import { Host } from './host.js';
import { learnedModel } from './learned-model.js';
import { Memory } from './memory.js';
import { type Fitting, fittingOf, type Kept, readSnapshot, snapshotOf } from './snapshot.js';

/** Steps that are about to be made: what they read from buffers is there. */
export interface Laid {
  readonly steps: number;
  /** Number of the first of them, from 1. */
  readonly first: number;
  /** Rows of inputs, and the steps in which is recorded. */
  readonly given: Stretch;
  /** Where records will be. */
  readonly taken: Stretch;
  /** Hands out what was recorded, after the last of them; gives what failed first, be it `met` on the way, and null where nothing did. */
  take(met: Failed | null): Failed | null;
}

/** A plan that runs: many steps in one call, as long as the host has nothing to do in between. */
export class WasmEngine implements Engine {
  readonly reseeds = true;
  /** That of the seed and the tensors given last. */
  #program: Program;
  /** What is kept of its numbers: what signals start from, and what the host has. */
  #numbers: ParameterValues;
  readonly #activity: ActivityListener | undefined;
  readonly #plan: Plan;
  readonly #memory: Memory;
  readonly #host: Host;
  /** The rows of every input that were set last. */
  readonly #held = new Map<string, Float64Array>();
  readonly #fitting: Fitting;
  /** Number of the first item in its data set. */
  #first: number;
  #step = 0;

  constructor(program: Program, plan: Plan, compiled: Compiled, first = 0, activity?: ActivityListener) {
    this.#activity = activity;
    this.#program = program;
    this.#plan = plan;
    this.#first = first;
    this.#numbers = new ParameterValues(program.model.tensors);
    this.#memory = new Memory(plan, compiled, program.model.tensors);
    this.#host = new Host(program, plan, this.#memory, this.#numbers);
    this.#fitting = fittingOf(program, plan.precision, plan.items);
    for (const [path, { place }] of plan.inputs) this.#held.set(path, new Float64Array(plan.items * place.size));
    this.reset();
  }

  /** The memory that holds the plan. */
  get memory(): Memory {
    return this.#memory;
  }

  step(): void {
    const failed = this.advance();
    if (failed) throw failed.error;
  }

  /** One step, with the inputs set last; gives what failed in it. */
  advance(): Failed | null {
    return this.run({ steps: 1, inputs: this.#held, records: new Map() });
  }

  run(request: EngineRun): Failed | null {
    const laid = this.lay(request);
    const whole = inOneCall(this.#plan);
    let met: Failed | null = null;
    // In one call where nothing leaves the module
    if (whole) this.#memory.run(whole.begin, whole.end, laid.first, 0, laid.steps);
    else for (let n = 0; n < laid.steps && !met; n++) met = this.#inTurns(laid.first, n);
    return laid.take(met);
  }

  /** Prepares steps that are made here or, with the same memory, elsewhere. */
  lay({ steps: asked, inputs, records }: EngineRun): Laid {
    const { probes, items, end } = this.#plan;
    const { steps, failed, rows: ahead } = this.#host.ahead(this.#step, asked);
    const ports = [
      ...Array.from(this.#plan.inputs, ([path, port]) => ({ path, port, given: inputs.get(path) ?? this.#held.get(path) })),
      ...Array.from(this.#plan.ahead, ([operator, port]) => ({ path: null, port, given: ahead.get(operator) })),
    ];
    const kept = Array.from(records).flatMap(([path, record]) => {
      const port = probes.get(path);
      return port ? [{ port, record }] : [];
    });
    // 1. Buffers: a row for every step of inputs; the steps in which is recorded; a row for each of these
    const wide = ({ stride }: Place): number => stride * items;
    const addresses = this.#memory.buffers([
      ...ports.map(({ port }) => steps * wide(port.place)),
      ...kept.map(({ record }) => 4 * record.steps.length),
      ...kept.map(({ port, record }) => record.steps.length * wide(port.place)),
    ]);
    const [lists, rows] = [ports.length, ports.length + kept.length].map(from => addresses.slice(from));
    for (const [k, { path, port, given = new Float64Array(0) }] of ports.entries()) {
      const at = addresses[k] ?? 0;
      const wanted = steps < asked ? given.subarray(0, steps * items * port.place.size) : given;
      this.#memory.writeRows(port.place, at, steps * items, wanted);
      if (path !== null) this.#held.set(path, given.slice((steps - 1) * items * port.place.size));
      this.#memory.words(port.record + 12, 2).set([wide(port.place), at]);
    }
    for (const { record } of probes.values()) {
      this.#memory.words(record + 24, 2).fill(0);
      this.#memory.words(record + 36, 1).fill(steps - 1);
    }
    for (const [k, { port, record }] of kept.entries()) {
      this.#memory.words(lists?.[k] ?? 0, record.steps.length).set(record.steps);
      this.#memory.words(port.record + 16, 4).set([rows?.[k] ?? 0, lists?.[k] ?? 0, record.steps.length, 0]);
    }
    // 2. What was recorded
    const first = this.#step + 1;
    const take = (met: Failed | null): Failed | null => {
      const failure = firstOf([failed, met, this.#fault(first)]);
      this.#step = first - 1 + (failure?.made ?? steps);
      for (const [k, { port, record }] of kept.entries()) {
        this.#memory.readRows(port.place, rows?.[k] ?? 0, record.steps.length * items, record.values);
      }
      return failure;
    };
    const full = this.#memory.end;
    const split = rows?.[0] ?? full;
    return { steps, first, given: { begin: end, end: split }, taken: { begin: split, end: full }, take };
  }

  setInput(path: string, rows: Float64Array): void {
    checkInput(this.#program, this.#plan.items, path, rows);
    this.#held.get(path)?.set(rows);
  }

  signal(path: string): Float64Array {
    const id = this.#program.probes.get(path) ?? path;
    const place = this.#plan.signals.get(id);
    if (!place) {
      const array = this.#host.array(id);
      if (array) return array.slice();
      throw new ValidationError(`there is no signal '${id}' in this program`, { code: 'unknown-signal', given: id });
    }
    const rows = new Float64Array(this.#plan.items * place.size);
    this.#memory.read(place, rows);
    return rows;
  }

  /** All of the state, to read or to set; valid until the next run. */
  kept(): readonly Kept[] {
    const inputs = Array.from(this.#held, ([path, values]) => ({
      name: `input:${path}`,
      rows: 1,
      width: values.length / this.#plan.items,
      values,
    }));
    return [...inputs, ...this.#host.kept(), ...this.#memory.kept()];
  }

  /** Goes on from a point with the state that was set. */
  resume({ step, seed, firstItem }: SnapshotPoint): void {
    this.#redraw(seed);
    this.#first = firstItem;
    this.#step = step;
    this.#memory.forget();
  }

  /** How many steps were made, and what the draws follow from. */
  get point(): SnapshotPoint {
    return { step: this.#step, seed: this.#program.seed, firstItem: this.#first };
  }

  snapshot(): Uint8Array {
    return snapshotOf(this.point, this.#fitting, this.kept());
  }

  restore(saved: Uint8Array): void {
    const kept = this.kept();
    const { point, parts } = readSnapshot(saved, this.#fitting, kept);
    for (const { name, values } of kept) values.set(parts.get(name) ?? []);
    this.resume(point);
  }

  reset({ seed = this.#program.seed, firstItem = this.#first }: EngineReset = {}): void {
    this.#redraw(seed);
    this.#first = firstItem;
    this.#step = 0;
    for (const rows of this.#held.values()) rows.fill(0);
    this.#memory.reset(this.#program, firstItem, this.#numbers);
    this.#host.reset(firstItem);
  }

  setTensors(tensors: ReadonlyMap<TensorId, Tensor>): void {
    this.edited(tensors)();
  }

  /** Checks tensors that are to be set; gives what sets them. */
  edited(tensors: ReadonlyMap<TensorId, Tensor>): () => void {
    const program = retensored(this.#program, tensors);
    const changed = new Set(tensors.keys());
    const numbers = this.#numbers.after(program.model.tensors, changed);
    for (const { parameter, holds } of this.#plan.guards) {
      const [id] = tensorsIn(parameter).filter(other => changed.has(other));
      if (id === undefined || holds(numbers.of(parameter))) continue;
      throw new UnsupportedError(
        `setTensors: wasm has prepared this simulation for the values that tensor '${id}' has; make a new simulation`,
        {
          code: 'fixed-tensor',
          object: id,
        },
      );
    }
    return () => {
      this.#program = program;
      this.#numbers = numbers;
      this.#memory.setTensors(program.model.tensors, changed);
      this.#host.setTensors(numbers, changed);
      for (const { id, initial } of constantSignals(program)) {
        const place = this.#plan.signals.get(id);
        if (initial !== null && place) this.#memory.writeAll(place, numbers.of(initial));
      }
    };
  }

  toModel(item = 0): Model {
    return learnedModel(this.#program, this.#plan.items, item, id => this.signal(id));
  }

  dispose(): void {
    try {
      this.#activity?.(Array.from(this.#memory.activity().values()));
    } finally {
      this.#held.clear();
    }
  }

  /** Tables that are drawn, as they are for a seed. */
  #redraw(seed: number): void {
    const program = reseed(this.#program, seed);
    if (program === this.#program) return;
    this.#program = program;
    this.#memory.redraw(program);
    this.#host.redraw(program);
  }

  /** The first failure of a function in the module, in a run whose first step is given; null if none failed. */
  #fault(first: number): Failed | null {
    const noted = this.#memory.fault();
    if (noted === null) return null;
    const { out, step, value, element } = noted;
    const { operators, dt } = this.#program;
    const operator = operators.findIndex(other => other.kind === 'call' && other.out === out);
    const error = functionFailure(operators[operator]?.source ?? '', `returned ${value} as element ${element}`, step * dt);
    return { made: step - first, operator, error };
  }

  /** One step of a run whose first is given, in turns with the host; its row in the buffers. Gives what the host failed in. */
  #inTurns(first: number, row: number): Failed | null {
    const step = first + row;
    this.#host.clock.step = step;
    this.#host.clock.time = step * this.#program.dt;
    for (const part of this.#plan.parts) {
      if ('host' in part) {
        // A function that is not run in the reference is not run here.
        const failed = this.#fault(first) ?? this.#host.run(part.host, row);
        if (failed) return failed;
      } else this.#memory.run(part.begin, part.end, step, row, 1);
    }
    return null;
  }
}
