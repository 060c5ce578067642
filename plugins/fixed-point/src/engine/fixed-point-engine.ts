import { SimulationError } from '@rheobase/core';
import type { Model, ModelEnsemble, ModelProbe } from '@rheobase/model';
import type { Backend, Engine, EngineOptions, EngineReset } from '@rheobase/runtime';
import { Chip } from '../chip/chip.js';
import type { Counters } from '../chip/state.js';
import { type HostModel, hostModelOf, type Tap } from '../compile/host-model.js';
import { membraneOf } from '../compile/membrane.js';
import type { Population } from '../compile/population.js';
import type { Placement } from '../place/core.js';
import { place } from '../place/placement.js';
import type { HardwareProfile } from '../profile/profile.js';
import { collectSpikes, writeSpikes } from './exchange.js';
import { type LoadedChip, loadChip } from './load.js';
import { type Memory, memoryFor } from './memory.js';
import { type Readers, readersOf } from './taps.js';

/** A chip ensemble's value on its way to the host. */
interface Wire extends Tap {
  readonly start: number;
  readonly rows: Float64Array;
  /** Output per spike, per neuron. */
  readonly heights: Float64Array;
  readonly readers: Readers;
}

/** A host ensemble whose spikes go to the chip. */
interface Sender {
  readonly path: string;
  /** First input number. */
  readonly start: number;
  readonly heights: Float64Array;
}

/** What ran out of range, and what the host could not send. */
export interface EngineCounters extends Counters {
  /** Spikes of host neurons beyond one per neuron and step, which a chip cannot take. */
  readonly lostSpikes: number;
}

/** What a compiled model consists of. */
interface Parts {
  readonly placement: Placement;
  readonly populations: readonly Population[];
  /** Host ensembles whose spikes go to the chip. */
  readonly hosts: readonly ModelEnsemble[];
  readonly host: HostModel;
  readonly engine: Engine;
}

const sentPath = (ensemble: string): string => `${ensemble}#sent`;

/** Reads what a host ensemble sends to the chip. */
const sentProbe = ({ path, neurons }: ModelEnsemble): ModelProbe => ({
  path: sentPath(path),
  target: { path, port: 'neurons', attribute: 'output', slice: null },
  size: neurons,
  decoders: null,
  solve: null,
  synapse: null,
  sampleEvery: null,
  keep: 1,
});

/**
 * Places a model, loads the chip and compiles the host's part on `host`. `UnsupportedError` where the model does not fit; the backend's
 * `refusals` say so beforehand, save for limits that depend on dt.
 */
export async function compileFixedPoint(
  model: Model,
  options: EngineOptions,
  profile: HardwareProfile,
  host: Backend,
): Promise<FixedPointEngine> {
  const { sides, populations, placement } = place(model, options.dt, profile);
  const sending = new Set(populations.flatMap(({ projections }) => projections.map(({ source }) => source)));
  const hosts = model.ensembles.filter(({ path }) => sending.has(path) && sides.host.has(path));
  const part = hostModelOf(model, sides);
  const engine = await host.compile({ ...part.model, probes: [...part.model.probes, ...hosts.map(sentProbe)] }, options);
  return new FixedPointEngine(model, options, profile, { placement, populations, hosts, host: part, engine });
}

/**
 * A model on a chip and its host, in lock-step. In step t the chip takes the spikes that chip and host emitted in step t - 1; the host's
 * connections take the chip's spikes of step t - 1; probes of chip neurons read step t.
 */
export class FixedPointEngine implements Engine {
  readonly placement: Placement;
  readonly #model: Model;
  readonly #batch: number;
  readonly #host: Engine;
  readonly #chip: Chip;
  readonly #loaded: LoadedChip;
  readonly #memory: Memory;
  readonly #wires: readonly Wire[];
  readonly #senders: readonly Sender[];
  #lost = 0;

  /** @internal Made by `compileFixedPoint`. */
  constructor(
    model: Model,
    { dt, batch }: EngineOptions,
    profile: HardwareProfile,
    { placement, populations, hosts, host, engine }: Parts,
  ) {
    this.placement = placement;
    this.#model = model;
    this.#batch = batch;
    this.#loaded = loadChip(populations, placement.cores, hosts, profile);
    this.#chip = new Chip(this.#loaded.image, profile);
    this.#host = engine;
    this.#memory = memoryFor(batch, this.#loaded.image.compartments, this.#loaded.image.inputs);
    this.#wires = host.taps.flatMap(tap => populations.filter(({ path }) => path === tap.ensemble).map(p => this.#wire(tap, p, dt)));
    this.#senders = hosts.map(ensemble => ({
      path: ensemble.path,
      start: (this.#loaded.sources.get(ensemble.path) ?? 0) - this.#loaded.image.compartments,
      heights: membraneOf(model, ensemble, dt).amplitude.map(amplitude => amplitude / dt),
    }));
    this.#rewind();
  }

  #wire(tap: Tap, population: Population, dt: number): Wire {
    return {
      ...tap,
      start: this.#loaded.sources.get(population.path) ?? 0,
      rows: new Float64Array(this.#batch * population.neurons),
      heights: population.membrane.amplitude.map(amplitude => amplitude / dt),
      readers: readersOf(population, this.#loaded, dt),
    };
  }

  #rewind(): void {
    const { words, items } = this.#memory;
    words.fill(0);
    for (const { voltage, refractory } of items) {
      voltage.set(this.#loaded.voltage);
      refractory.set(this.#loaded.held);
    }
  }

  #send(wire: Wire): void {
    const { rows, heights, start, value, readers } = wire;
    this.#memory.items.forEach((state, item) => {
      if (value === 'arrived' || value === 'output') {
        writeSpikes(rows, item, state, start, heights);
        return;
      }
      const read = readers[value];
      for (let i = 0; i < heights.length; i++) rows[item * heights.length + i] = read(state, i);
    });
    this.#host.setInput(wire.node, rows);
  }

  step(): void {
    for (const wire of this.#wires) if (wire.value === 'arrived') this.#send(wire);
    for (const state of this.#memory.items) this.#chip.step(state, state.arrivals, state.arrivalCount[0] ?? 0);
    for (const wire of this.#wires) if (wire.value !== 'arrived') this.#send(wire);
    this.#host.step();
    for (const { arrivalCount } of this.#memory.items) arrivalCount[0] = 0;
    for (const { path, start, heights } of this.#senders) {
      const output = this.#host.signal(sentPath(path));
      this.#memory.items.forEach((state, item) => {
        this.#lost += collectSpikes(output, item, heights, start, state);
      });
    }
  }

  setInput(path: string, rows: Float64Array): void {
    this.#host.setInput(path, rows);
  }

  signal(path: string): Float64Array | Float32Array {
    return this.#host.signal(path);
  }

  snapshot(): Uint8Array {
    const { words } = this.#memory;
    const chip = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    const host = this.#host.snapshot();
    const all = new Uint8Array(chip.length + host.length);
    all.set(chip);
    all.set(host, chip.length);
    return all;
  }

  restore(state: Uint8Array): void {
    const { words } = this.#memory;
    if (state.length < words.byteLength) {
      throw new SimulationError('restore: this snapshot is of another model, another profile or another batch', {
        code: 'foreign-snapshot',
        given: state.length,
      });
    }
    // The host checks that the length is its own before anything is overwritten.
    this.#host.restore(state.slice(words.byteLength));
    new Uint8Array(words.buffer, words.byteOffset, words.byteLength).set(state.subarray(0, words.byteLength));
  }

  /** All draws are the host's. */
  get reseeds(): boolean {
    return this.#host.reseeds ?? false;
  }

  reset(options: EngineReset = {}): void {
    this.#rewind();
    this.#host.reset(options);
    this.#chip.clearCounters();
    this.#lost = 0;
  }

  /** Totals over all items and steps since the engine was made or reset. */
  counters(): EngineCounters {
    return { ...this.#chip.counters(), lostSpikes: this.#lost };
  }

  /** The model as given: nothing learns on the chip. */
  toModel(): Model {
    return this.#model;
  }

  dispose(): void {
    this.#host.dispose();
  }
}
