import { knownOptions, SimulationError, type Tensor, ValidationError } from '@rheobase/core';
import { hashSeed, seedStoredStream, storedStreamSize } from '@rheobase/math';
import { type Model, type TensorId, withLearned } from '@rheobase/model';
import {
  constantSignals,
  mapNumbers,
  type Operator,
  ParameterValues,
  type Program,
  reseed,
  retensored,
  type SignalStore,
  signalsOf,
  tensorsOf,
} from '@rheobase/program';
import { type Engine, type EngineOptions, type EngineReset, engineOptionNames } from '../plugin/backend.js';
import { snapshotPoint } from '../simulation/snapshot-point.js';
import { type Kernels, prepare } from './kernel.js';
import { availableMemory } from './memory.js';

/** Step, step length, batch, kind, seed, first item. */
const HEADER = 6;

const GIB = 2 ** 30;

/** All items of all signals, by id; `SimulationError` where there is no memory for them. */
function signalArrays({ signals }: Program, batch: number): Map<string, Float64Array> {
  const bytes = 8 * batch * Array.from(signals.values()).reduce((sum, { size }) => sum + size, 0);
  const fail = (): never => {
    const needed = `${(bytes / GIB).toFixed(1)} GiB`;
    throw new SimulationError(`a batch of ${batch} of this network takes ${needed}, more memory than there is; take a smaller batch`, {
      code: 'out-of-memory',
      given: batch,
    });
  };
  // Systems promise more memory than they have and end the program later.
  if (bytes > GIB && bytes > availableMemory()) fail();
  try {
    return new Map(Array.from(signals.values(), ({ id, size }) => [id, new Float64Array(batch * size)]));
  } catch (error) {
    if (error instanceof RangeError) fail();
    throw error;
  }
}

/**
 * Runs a program operator by operator with a backend's kernels, in float64; kernels get arrays in place of parameters. State is every signal, so snapshots are complete by
 * construction. Inputs hold their last values; a probe's signal is asked for by the probe's path, any other by its id.
 */
export function interpret(program: Program, kernels: Kernels, options: Pick<EngineOptions, 'batch' | 'firstItem'>): Engine {
  const { dt } = program;
  const { batch } = knownOptions('interpret', options, engineOptionNames);
  const arrays = signalArrays(program, batch);
  // Snapshots fit programs of the same signals alone.
  const kind = hashSeed(...Array.from(program.signals.values(), ({ id, size }) => `${id} ${size}`));
  const clock = { step: 0, time: 0 };
  const get = (id: string): Float64Array => {
    const found = arrays.get(id);
    if (found) return found;
    throw new ValidationError(`there is no signal '${id}' in this program`, { code: 'unknown-signal', given: id });
  };
  const signals: SignalStore = {
    batch,
    clock,
    dt,
    get,
    ...signalsOf(program),
  };
  let numbers = new ParameterValues(program.model.tensors);
  const prepared = (operator: Operator) =>
    prepare(
      mapNumbers(operator, parameter => numbers.of(parameter)),
      kernels,
      signals,
    );
  const steps = program.operators.map(prepared);
  const total = Array.from(arrays.values()).reduce((sum, array) => sum + array.length, HEADER);

  /** The program with the seed and the tensors given last, and the number of the first item. */
  let drawn = program;
  let first = options.firstItem ?? 0;
  const turnTo = (seed: number, firstItem: number): void => {
    const before = drawn.operators;
    drawn = reseed(drawn, seed);
    first = firstItem;
    for (const [index, operator] of drawn.operators.entries()) if (operator !== before[index]) steps[index] = prepared(operator);
  };
  /** The same values for every item. */
  const setAll = (array: Float64Array, values: Float64Array): void => {
    for (let item = 0; item < batch; item++) array.set(values, item * values.length);
  };
  const reset = ({ seed = drawn.seed, firstItem = first }: EngineReset = {}): void => {
    turnTo(seed, firstItem);
    clock.step = 0;
    clock.time = 0;
    for (const { id, initial, random } of drawn.signals.values()) {
      const array = get(id);
      array.fill(0);
      if (initial) setAll(array, numbers.of(initial));
      if (random !== null)
        for (let item = 0; item < batch; item++) seedStoredStream(array, item * storedStreamSize, hashSeed(random, first + item));
    }
  };
  reset();

  return {
    step(): void {
      clock.step += 1;
      clock.time = clock.step * dt;
      for (const step of steps) step();
    },
    setInput(path: string, rows: Float64Array): void {
      const id = program.inputs.get(path);
      if (id === undefined) {
        throw new ValidationError(`'${path}' is not an input; the inputs are ${Array.from(program.inputs.keys()).join(', ') || 'none'}`, {
          code: 'unknown-path',
          given: path,
        });
      }
      const input = get(id);
      if (rows.length !== input.length) {
        throw new ValidationError(`input ${path} takes ${input.length} values for a batch of ${batch}, but ${rows.length} were given`, {
          code: 'size-mismatch',
          object: path,
          given: rows.length,
          allowed: `${input.length} values`,
        });
      }
      input.set(rows);
    },
    signal: (path: string): Float64Array => get(program.probes.get(path) ?? path),
    snapshot(): Uint8Array {
      const state = new Float64Array(total);
      state.set([clock.step, dt, batch, kind, drawn.seed, first]);
      let at = HEADER;
      for (const array of arrays.values()) {
        state.set(array, at);
        at += array.length;
      }
      return new Uint8Array(state.buffer);
    },
    restore(bytes: Uint8Array): void {
      const state = bytes.length === total * 8 ? new Float64Array(new Uint8Array(bytes).buffer) : new Float64Array(0);
      if (state.length !== total || state[1] !== dt || state[2] !== batch || state[3] !== kind) {
        throw new SimulationError('restore: this snapshot is of another model, another step length or another batch', {
          code: 'foreign-snapshot',
          given: bytes.length,
          allowed: `${total * 8} bytes`,
        });
      }
      const point = snapshotPoint({ step: state[0] ?? 0, seed: state[4] ?? 0, firstItem: state[5] ?? 0 });
      turnTo(point.seed, point.firstItem);
      clock.step = point.step;
      clock.time = clock.step * dt;
      let at = HEADER;
      for (const array of arrays.values()) {
        array.set(state.subarray(at, at + array.length));
        at += array.length;
      }
    },
    reseeds: true,
    reset,
    setTensors(tensors: ReadonlyMap<TensorId, Tensor>): void {
      const next = retensored(drawn, tensors);
      numbers = numbers.after(next.model.tensors, new Set(tensors.keys()));
      drawn = next;
      for (const [index, operator] of drawn.operators.entries())
        if (tensorsOf(operator).some(id => tensors.has(id))) steps[index] = prepared(operator);
      for (const { id, initial } of constantSignals(drawn)) if (initial !== null) setAll(get(id), numbers.of(initial));
    },
    toModel(item = 0): Model {
      if (!(Number.isInteger(item) && item >= 0 && item < batch)) {
        throw new ValidationError(`toModel: item ${item} is outside the batch of ${batch}`, {
          code: 'invalid-index',
          given: item,
          allowed: `0 to ${batch - 1}`,
        });
      }
      const values = (id: string): Float64Array => {
        const size = program.signals.get(id)?.size ?? 0;
        return get(id).slice(item * size, (item + 1) * size);
      };
      return withLearned(
        drawn.model,
        program.learned.map(({ signal, path, what }) => ({ path, what, values: values(signal) })),
      );
    },
    dispose(): void {
      arrays.clear();
    },
  };
}
