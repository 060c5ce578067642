import { type Model, type Program, withLearned } from '@rheobase/compiler';
import { SimulationError, ValidationError } from '@rheobase/core';
import type { Compiled } from '@rheobase/kernels';
import { hashSeed } from '@rheobase/math';
import type { Engine, EngineRun } from '@rheobase/runtime';
import type { Place, Plan } from '../plan/plan.js';
import { Host } from './host.js';
import { Memory } from './memory.js';

/** Step, step length, batch, kind. */
const HEADER = 4;

/** A plan that runs: many steps in one call, as long as the host has nothing to do in between. */
export class WasmEngine implements Engine {
  readonly #program: Program;
  readonly #plan: Plan;
  readonly #memory: Memory;
  readonly #host: Host;
  /** The rows of every input that were set last. */
  readonly #held = new Map<string, Float64Array>();
  /** Snapshots fit programs of the same signals and precision alone. */
  readonly #kind: number;
  /** Number of the first item in the whole batch. */
  readonly #first: number;
  #step = 0;

  constructor(program: Program, plan: Plan, compiled: Compiled, first = 0) {
    this.#program = program;
    this.#plan = plan;
    this.#first = first;
    this.#memory = new Memory(plan, compiled);
    this.#host = new Host(program, plan, this.#memory, first);
    this.#kind = hashSeed(plan.precision, ...Array.from(program.signals.values(), ({ id, size }) => `${id} ${size}`));
    for (const [path, { place }] of plan.inputs) this.#held.set(path, new Float64Array(plan.items * place.size));
    this.reset();
  }

  step(): void {
    this.run({ steps: 1, inputs: this.#held, records: new Map() });
  }

  run({ steps, inputs, records }: EngineRun): void {
    const { probes, items, parts } = this.#plan;
    const ahead = this.#host.ahead(this.#step, steps);
    const ports = [
      ...Array.from(this.#plan.inputs, ([path, port]) => ({ path, port, rows: inputs.get(path) ?? this.#held.get(path) })),
      ...Array.from(this.#plan.ahead, ([operator, port]) => ({ path: null, port, rows: ahead.get(operator) })),
    ];
    const kept = Array.from(records).flatMap(([path, record]) => {
      const port = probes.get(path);
      return port ? [{ port, record }] : [];
    });
    // 1. Buffers: a row for every step, of inputs and of what is recorded; the steps in which it is
    const wide = ({ stride }: Place): number => stride * items;
    const addresses = this.#memory.buffers([
      ...ports.map(({ port }) => steps * wide(port.place)),
      ...kept.flatMap(({ port, record }) => [record.steps.length * wide(port.place), 4 * record.steps.length]),
    ]);
    for (const [k, { path, port, rows = new Float64Array(0) }] of ports.entries()) {
      const at = addresses[k] ?? 0;
      this.#memory.writeRows(port.place, at, steps * items, rows);
      if (path !== null) this.#held.set(path, rows.slice((steps - 1) * items * port.place.size));
      this.#memory.words(port.record + 12, 2).set([wide(port.place), at]);
    }
    for (const { record } of probes.values()) {
      this.#memory.words(record + 24, 2).fill(0);
      this.#memory.words(record + 36, 1).fill(steps - 1);
    }
    for (const [k, { port, record }] of kept.entries()) {
      const [rows = 0, list = 0] = addresses.slice(ports.length + 2 * k);
      this.#memory.words(list, record.steps.length).set(record.steps);
      this.#memory.words(port.record + 16, 4).set([rows, list, record.steps.length, 0]);
    }
    // 2. In one call where nothing leaves the module
    const [only, ...others] = parts;
    if (only && others.length === 0 && !('host' in only)) {
      this.#memory.run(only.begin, only.end, this.#step + 1, 0, steps);
      this.#step += steps;
    } else for (let n = 0; n < steps; n++) this.#advance(n);
    // 3. What was recorded
    for (const [k, { port, record }] of kept.entries()) {
      this.#memory.readRows(port.place, addresses[ports.length + 2 * k] ?? 0, record.steps.length * items, record.values);
    }
  }

  setInput(path: string, rows: Float64Array): void {
    const held = this.#held.get(path);
    if (!held) {
      throw new ValidationError(`'${path}' is not an input; the inputs are ${Array.from(this.#held.keys()).join(', ') || 'none'}`, {
        code: 'unknown-path',
        given: path,
      });
    }
    if (rows.length !== held.length) {
      throw new ValidationError(
        `input ${path} takes ${held.length} values for a batch of ${this.#plan.items}, but ${rows.length} were given`,
        {
          code: 'size-mismatch',
          object: path,
          given: rows.length,
          allowed: `${held.length} values`,
        },
      );
    }
    held.set(rows);
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

  snapshot(): Uint8Array {
    const host = this.#host.save();
    const memory = this.#memory.save();
    const held = Array.from(this.#held.values());
    const numbers = Float64Array.from([
      this.#step,
      this.#program.dt,
      this.#plan.items,
      this.#kind,
      ...held.flatMap(rows => Array.from(rows)),
      ...host,
    ]);
    const saved = new Uint8Array(numbers.byteLength + memory.length);
    saved.set(new Uint8Array(numbers.buffer));
    saved.set(memory, numbers.byteLength);
    return saved;
  }

  restore(saved: Uint8Array): void {
    const held = Array.from(this.#held.values());
    const count = HEADER + held.reduce((sum, rows) => sum + rows.length, this.#host.save().length);
    const fits = saved.length === 8 * count + this.#memory.stateBytes;
    const numbers = fits ? new Float64Array(saved.slice(0, 8 * count).buffer) : new Float64Array(HEADER);
    if (numbers[1] !== this.#program.dt || numbers[2] !== this.#plan.items || numbers[3] !== this.#kind) {
      throw new SimulationError('restore: this snapshot is of another model, another step length, another precision or another batch', {
        code: 'foreign-snapshot',
        given: saved.length,
        allowed: `${8 * count + this.#memory.stateBytes} bytes`,
      });
    }
    this.#step = numbers[0] ?? 0;
    let at = HEADER;
    for (const rows of held) {
      rows.set(numbers.subarray(at, at + rows.length));
      at += rows.length;
    }
    this.#host.load(numbers.subarray(at));
    this.#memory.load(saved.subarray(8 * count));
  }

  reset(): void {
    this.#step = 0;
    for (const rows of this.#held.values()) rows.fill(0);
    this.#memory.reset(this.#first);
    this.#host.reset();
  }

  toModel(item = 0): Model {
    const { items } = this.#plan;
    if (!(Number.isInteger(item) && item >= 0 && item < items)) {
      throw new ValidationError(`toModel: item ${item} is outside the batch of ${items}`, {
        code: 'invalid-index',
        given: item,
        allowed: `0 to ${items - 1}`,
      });
    }
    const { model, learned } = this.#program;
    const values = (id: string): Float64Array => {
      const all = this.signal(id);
      return all.slice((item * all.length) / items, ((item + 1) * all.length) / items);
    };
    return withLearned(
      model,
      learned.map(({ signal, path, what }) => ({ path, what, values: values(signal) })),
    );
  }

  dispose(): void {
    this.#held.clear();
  }

  /** One step, in turns with the host; its row in the buffers. */
  #advance(row: number): void {
    const step = this.#step + 1;
    this.#host.clock.step = step;
    this.#host.clock.time = step * this.#program.dt;
    for (const part of this.#plan.parts) {
      if ('host' in part) this.#host.run(part.host);
      else this.#memory.run(part.begin, part.end, step, row, 1);
    }
    this.#step = step;
  }
}
