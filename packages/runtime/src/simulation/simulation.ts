/// <reference lib="esnext.disposable" preserve="true" />
import { checkedSeed, knownOptions, optionNames, type ProbeRef, SimulationError, ValidationError } from '@rheobase/core';
import type { Samples, Source } from '@rheobase/data';
import { roundHalfEven } from '@rheobase/math';
import { type Model, probeIn, type TensorId } from '@rheobase/model';
import type { Observable } from 'rxjs';
import { Subject } from 'rxjs/internal/Subject';
import type { Engine, EngineFailure } from '../plugin/backend.js';
import type { Services } from '../plugin/services.js';
import { guarded } from '../stream/guarded.js';
import { CHUNK, cutShort, type Sampling, sampling, stepsAtOnce } from './chunk.js';
import { Feed } from './feed.js';
import { cannotReseed, givenFirstItem } from './given-draws.js';
import { givenHold, givenSignal } from './given-run-options.js';
import { cannotSetTensors, givenTensors, type TensorValues } from './given-tensors.js';
import { batchOf, type Inputs, inputNodes, resolveInputs } from './inputs.js';
import { Recorder } from './recorder.js';
import { snapshotStep } from './snapshot-point.js';

export interface RunOptions {
  /** Inputs from the first step of this run on; default those given to `simulate`, of which step n of the simulation takes row n. */
  readonly inputs?: Inputs;
  /** Whether inputs that end early keep their last row. Default false: an error before the run. */
  readonly hold?: boolean;
  readonly signal?: { readonly aborted: boolean };
}

const runNames = optionNames<RunOptions>({ inputs: true, hold: true, signal: true });

/** What a reset may change; what is left out stays as it was given last. */
export interface ResetOptions {
  /** Of what is drawn while it runs: a whole number. */
  readonly seed?: number;
  /** The number of the first item in its data set, >= 0: item i of the batch draws as item `firstItem + i` does. */
  readonly firstItem?: number;
}

const resetNames = optionNames<ResetOptions>({ seed: true, firstItem: true });

/** What a simulation is made of. */
export interface SimulationParts {
  readonly model: Model;
  readonly engine: Engine;
  readonly backend: string;
  readonly dt: number;
  readonly batch: number;
  readonly inputs: ReadonlyMap<string, Source>;
  readonly hold: boolean;
  readonly services: Services;
}

/** A model that runs: the same for every backend. */
export class Simulation implements Disposable {
  /** The name of the backend that runs it. */
  readonly backend: string;
  readonly dt: number;
  readonly batch: number;
  readonly #parts: SimulationParts;
  readonly #recorders = new Map<string, Recorder>();
  readonly #chunks = new Map<string, Subject<Samples>>();
  readonly #progress = new Subject<{ readonly step: number; readonly steps: number }>();
  readonly #feed: Feed;
  #step = 0;
  #running = false;
  /** Whether a step broke off half-way, so that the state is that of no step. */
  #broken = false;
  /** Whether the engine is in the midst of a call that answers later. */
  #engaged = false;
  #disposed = false;

  constructor(parts: SimulationParts) {
    this.backend = parts.backend;
    this.dt = parts.dt;
    this.batch = parts.batch;
    this.#parts = parts;
    this.#feed = new Feed(parts.inputs);
    for (const probe of parts.model.probes) this.#recorders.set(probe.path, new Recorder(probe, parts.batch));
  }

  /** Steps made since the start or the last reset. */
  get step(): number {
    return this.#step;
  }

  /** Simulated seconds. */
  get time(): number {
    return this.#step * this.dt;
  }

  /** Step now reached and step to reach, during a run. What a subscriber raises is a warning, told once; the run goes on. */
  get progress(): Observable<{ readonly step: number; readonly steps: number }> {
    return guarded(this.#progress, 'progress', this.#parts.services.warn);
  }

  /** Goes on from the present state for so many seconds, rounded to whole steps (half to even). */
  async run(seconds: number, options: RunOptions = {}): Promise<void> {
    if (!(seconds >= 0 && Number.isFinite(seconds))) {
      throw new ValidationError(`run: the time must be a number of seconds >= 0, but ${seconds} was given`, {
        code: 'invalid-parameter',
        given: seconds,
        allowed: '>= 0',
      });
    }
    knownOptions('run', options, runNames);
    await this.runSteps(roundHalfEven(seconds / this.dt), options);
  }

  /**
   * Goes on from the present state; only `reset` rewinds. Where a step fails, those before it count, and probes hold what they recorded in them:
   * a bounded one, of a backend that makes many steps in one call, perhaps fewer than it keeps.
   */
  async runSteps(steps: number, options: RunOptions = {}): Promise<void> {
    this.#alive();
    if (!(Number.isInteger(steps) && steps >= 0)) {
      throw new ValidationError(`runSteps: steps must be a whole number >= 0, but ${steps} was given`, {
        code: 'invalid-parameter',
        given: steps,
        allowed: 'a whole number >= 0',
      });
    }
    knownOptions('runSteps', options, runNames);
    this.#idle('runSteps');
    this.#sound();
    const { feed, row } = this.#feedFor(options);
    feed.check(row, steps, givenHold('runSteps', options.hold ?? this.#parts.hold));
    feed.checkValues(row, steps);
    const signal = givenSignal('runSteps', options.signal);
    feed.forget();
    this.#running = true;
    try {
      await this.#advance(steps, feed, row, signal);
    } finally {
      this.#running = false;
    }
  }

  /** What a probe has recorded and still keeps: (batch, records, size), with the time of each record. Can be read after disposal, too. */
  data<D extends number>(probe: ProbeRef<D>): Samples<D>;
  data(probe: string): Samples;
  data(probe: ProbeRef | string): Samples {
    return this.#recorder(probe).samples(this.dt);
  }

  /** The time of each record that `data` holds, s: the step in which it was made times dt. */
  times(probe: ProbeRef | string): Float64Array {
    return this.#recorder(probe).times(this.dt);
  }

  /**
   * A probe's records as they come, in chunks of up to 256 steps; each chunk (batch, records, size), with the time of each record. What a
   * subscriber raises is a warning, told once; the run goes on.
   */
  samples<D extends number>(probe: ProbeRef<D>): Observable<Samples<D>>;
  samples(probe: string): Observable<Samples>;
  samples(probe: ProbeRef | string): Observable<Samples> {
    const { path } = this.#recorder(probe).probe;
    const subject = this.#chunks.get(path) ?? new Subject<Samples>();
    this.#chunks.set(path, subject);
    return guarded(subject, `samples of ${path}`, this.#parts.services.warn);
  }

  /** The whole state, to be restored into a simulation of the same model, step and batch. */
  snapshot(): Uint8Array {
    this.#alive();
    this.#free('snapshot');
    this.#sound();
    const state = this.#parts.engine.snapshot();
    const bytes = new Uint8Array(8 + state.length);
    new DataView(bytes.buffer).setFloat64(0, this.#step);
    bytes.set(state, 8);
    return bytes;
  }

  /**
   * Goes back to a snapshot, its seed and first item included; what probes have recorded since stays. What is no snapshot of this model, step
   * length and batch is a `SimulationError`, and the simulation stays as it was.
   */
  restore(state: Uint8Array): void {
    this.#alive();
    this.#idle('restore');
    if (!(state instanceof Uint8Array)) {
      throw new SimulationError(`restore: the bytes that snapshot() gave are needed, but a ${typeof state} was given`, {
        code: 'foreign-snapshot',
        given: state,
        allowed: 'a Uint8Array',
      });
    }
    if (state.length < 8)
      throw new SimulationError(`restore: ${state.length} bytes are no snapshot`, { code: 'foreign-snapshot', given: state.length });
    const step = snapshotStep(new DataView(state.buffer, state.byteOffset).getFloat64(0));
    this.#parts.engine.restore(state.subarray(8));
    this.#step = step;
    this.#broken = false;
  }

  /**
   * Back to before the first step; recorded data are dropped. With a seed, what follows is to the bit a new simulation with that seed. Without
   * options the seed and the first item stay those given last, to `simulate` or to `reset`. `UnsupportedError` where options are given and the
   * backend's engine has no other draws to offer (`Engine.reseeds`); nothing is reset then.
   */
  reset(options: ResetOptions = {}): void {
    const { seed, firstItem } = knownOptions('reset', options, resetNames);
    this.#alive();
    this.#idle('reset');
    const changes = {
      ...(seed === undefined ? {} : { seed: checkedSeed('reset', seed) }),
      ...(firstItem === undefined ? {} : { firstItem: givenFirstItem('reset', firstItem) }),
    };
    const [changed] = Object.keys(changes);
    if (changed !== undefined && !this.reseeds) throw cannotReseed(`reset: ${changed}`);
    this.#parts.engine.reset(changes);
    this.#step = 0;
    this.#broken = false;
    for (const recorder of this.#recorders.values()) recorder.clear();
  }

  /** Whether `reset` can take a seed and a first item: the backend's engine says so. */
  get reseeds(): boolean {
    return this.#parts.engine.reseeds ?? false;
  }

  /** Drops what probes have recorded and goes on from the present state: the next records are the first that `data` holds. */
  clearProbes(): void {
    this.#alive();
    this.#idle('clearProbes');
    for (const recorder of this.#recorders.values()) recorder.clear();
  }

  /**
   * Continues with other values of some tensors of the Model, by their ids (`model.tensors`): gains, biases, encoders, decoders, weights,
   * neuron parameters. Everything that follows from them is computed again, in place; the state stays. What starts from a tensor (weights that
   * learn, initial states) starts from its new values after the next `reset`. `toModel` gives the model with these tensors. A snapshot holds
   * none of them: restored, it continues with the tensors that are set then. Possible between the steps of a run, too.
   *
   * `ValidationError`, before anything changes, for unknown ids, other shapes, numbers that are not finite or out of range, and tensors that
   * only a new simulation can change, such as lists of element numbers. `UnsupportedError` if the backend cannot change tensors.
   */
  setTensors(values: Readonly<Record<TensorId, TensorValues>>): void {
    this.#alive();
    this.#free('setTensors');
    const { engine, model } = this.#parts;
    if (!engine.setTensors) throw cannotSetTensors();
    engine.setTensors(givenTensors(model, values));
  }

  /** The model with what one item of the batch (default: the first) has learned; decoders that changed can no longer be solved again. */
  toModel(item = 0): Model {
    this.#alive();
    this.#free('toModel');
    return this.#parts.engine.toModel(item);
  }

  [Symbol.dispose](): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (!this.#engaged) this.#parts.engine.dispose();
    this.#progress.complete();
    for (const subject of this.#chunks.values()) subject.complete();
  }

  #alive(): void {
    if (this.#disposed) throw new SimulationError('this simulation has been disposed of; make a new one', { code: 'disposed' });
  }

  #sound(): void {
    if (this.#broken) {
      throw new SimulationError(`a step of this simulation failed after step ${this.#step}; reset it, or restore a snapshot`, {
        code: 'failed',
      });
    }
  }

  #idle(what: string): void {
    if (this.#running) throw new SimulationError(`${what}: this simulation is running; await the run before`, { code: 'busy' });
  }

  /** Between the steps of a run the state can be read; in the midst of them it cannot. */
  #free(what: string): void {
    if (this.#engaged)
      throw new SimulationError(`${what}: steps of this simulation are being made; await the run before`, { code: 'busy' });
  }

  #recorder(probe: ProbeRef | string): Recorder {
    const found = probeIn('simulation', this.#parts.model, probe);
    return this.#recorders.get(found.path) ?? new Recorder(found, this.batch);
  }

  #feedFor(options: RunOptions): { readonly feed: Feed; readonly row: number } {
    const own = options.inputs === undefined;
    const inputs = own ? this.#parts.inputs : resolveInputs(this.#parts.model, options.inputs);
    const missing = Array.from(inputNodes(this.#parts.model).keys()).find(path => !inputs.has(path));
    if (missing !== undefined) {
      throw new ValidationError(`inputs: nothing was given for input node ${missing}; give inputs: { '${missing}': samples }`, {
        code: 'missing-input',
        object: missing,
      });
    }
    const batch = batchOf(inputs);
    if (batch !== null && batch !== this.batch) {
      throw new ValidationError(`inputs: a batch of ${batch} was given to a simulation made for ${this.batch}`, {
        code: 'size-mismatch',
        given: batch,
        allowed: String(this.batch),
      });
    }
    return own ? { feed: this.#feed, row: this.#step } : { feed: new Feed(inputs), row: 0 };
  }

  async #advance(steps: number, feed: Feed, row: number, signal: RunOptions['signal']): Promise<void> {
    const goal = this.#step + steps;
    const starts = new Map(Array.from(this.#recorders, ([path, recorder]) => [path, recorder.count]));
    for (let done = 0; done < steps; ) {
      if (done > 0) await this.#parts.services.pause();
      this.#alive();
      if (signal?.aborted) throw new SimulationError(`the run was cancelled at step ${this.#step} of ${goal}`, { code: 'cancelled' });
      if (this.#parts.engine.run) done += await this.#runAtOnce(steps - done, feed, row + done, starts);
      else {
        const most = feed.deferred ? stepsAtOnce(steps - done, [], feed.width, this.dt) : steps - done;
        if (feed.deferred) await this.#load(feed, row + done, Math.min(most, CHUNK));
        done += this.#runStepwise(most, feed, row + done, starts);
      }
      for (const path of this.#chunks.keys()) this.#emit(path, starts);
      this.#progress.next({ step: this.#step, steps: goal });
    }
  }

  /** Reads the inputs of some steps that are not in memory; the state stays sound if that fails. */
  async #load(feed: Feed, row: number, steps: number): Promise<void> {
    await feed.load(row, steps);
    this.#alive();
  }

  /** Some of `most` steps, in one call of the engine; returns how many. */
  async #runAtOnce(most: number, feed: Feed, row: number, starts: Map<string, number>): Promise<number> {
    const { engine } = this.#parts;
    const steps = stepsAtOnce(most, this.#recorders.values(), feed.width, this.dt);
    if (feed.deferred) await this.#load(feed, row, steps);
    const before = this.#step;
    const records = new Map(
      Array.from(this.#recorders, ([path, recorder]) => {
        const watched = this.#chunks.get(path)?.observed ?? false;
        return [path, sampling(recorder, before, steps, this.dt, watched)] as const;
      }),
    );
    this.#broken = true;
    this.#engaged = true;
    let failure: EngineFailure | null = null;
    try {
      failure = (await engine.run?.({ steps, inputs: feed.rows(row, steps), records })) ?? null;
    } finally {
      this.#engaged = false;
      if (this.#disposed) engine.dispose();
    }
    this.#alive();
    const made = failure?.made ?? steps;
    this.#step += made;
    for (const [path, sampled] of records) {
      const recorder = this.#recorders.get(path);
      if (recorder) this.#take(recorder, starts, before, failure ? cutShort(recorder, sampled, before, made, this.dt) : sampled);
    }
    if (failure) throw failure.error;
    this.#broken = false;
    return steps;
  }

  /** Some of `most` steps, one by one; returns how many. */
  #runStepwise(most: number, feed: Feed, row: number, starts: Map<string, number>): number {
    const { engine } = this.#parts;
    const steps = Math.min(most, CHUNK);
    for (let k = 0; k < steps; k++) {
      feed.set(engine, row + k);
      this.#broken = true;
      engine.step();
      this.#broken = false;
      this.#step += 1;
      for (const [path, recorder] of this.#recorders)
        if (recorder.records(this.#step, this.dt)) this.#record(recorder, starts, this.#step, engine.signal(path));
    }
    return steps;
  }

  #record(recorder: Recorder, starts: Map<string, number>, step: number, values: Float64Array | Float32Array): void {
    const { path, keep } = recorder.probe;
    // A stream takes what a bounded probe is about to forget.
    if (recorder.count - (starts.get(path) ?? 0) === keep) this.#emit(path, starts);
    recorder.add(step, values);
  }

  /** Records of the steps after step `after`, as many at a time as a bounded probe holds: a stream takes what it is about to forget. */
  #take(recorder: Recorder, starts: Map<string, number>, after: number, { steps, values, skipped }: Sampling): void {
    const { width } = recorder;
    const { path, keep } = recorder.probe;
    const held = (): number => recorder.count - (starts.get(path) ?? 0);
    recorder.skip(skipped);
    for (let k = 0; k < steps.length; ) {
      if (keep !== null && held() >= keep) this.#emit(path, starts);
      const end = keep === null ? steps.length : k + keep - held();
      recorder.take(after, steps.subarray(k, end), values.subarray(k * width, end * width));
      k = end;
    }
  }

  #emit(path: string, starts: Map<string, number>): void {
    const recorder = this.#recorders.get(path);
    const start = starts.get(path) ?? 0;
    if (!recorder || recorder.count === start) return;
    starts.set(path, recorder.count);
    const stream = this.#chunks.get(path);
    if (stream?.observed) stream.next(recorder.samples(this.dt, start));
  }
}
