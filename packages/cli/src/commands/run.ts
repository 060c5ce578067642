import { checkOutput, writeOutput } from '@rheobase/build/disk';
import { UnsupportedError, ValidationError } from '@rheobase/core';
import { writeNpz } from '@rheobase/data';
import { runtimeWith } from '../backends.js';
import { notesBeside } from '../files/notes.js';
import { readCode } from '../files/read-code.js';
import { readModel } from '../files/read-network.js';
import type { Terminal } from '../terminal.js';
import { readInputs } from './inputs.js';

export interface RunOptions {
  /** Number of steps; this or `duration`. */
  readonly steps?: number;
  /** Seconds, rounded to whole steps (half to even). */
  readonly duration?: number;
  readonly inputs?: string;
  readonly out: string;
  readonly backend: string;
  /** Length of a step, s. */
  readonly dt: number;
  readonly seed: number;
  /** The least precision; a backend may compute in more. */
  readonly precision: 'float64' | 'float32';
  /** How many threads may share the work. */
  readonly threads: number;
  /** Whether inputs that end early keep their last row. */
  readonly hold?: boolean;
  /** JavaScript module with host functions and definitions. */
  readonly code?: string;
}

function oneLength({ steps, duration }: RunOptions): void {
  if ((steps === undefined) !== (duration === undefined)) return;
  throw new ValidationError('run: give either --steps or --duration', { code: 'wrong-usage', allowed: '--steps N, or --duration S' });
}

/**
 * Runs a Model (or a Network document, built first) and writes what each probe recorded into an `.npz` file: float64 (records, size) under
 * the probe's path. Everything that can be wrong with what is given is told before the first step; the file is written whole, or not at all.
 */
export async function run(file: string, options: RunOptions, terminal: Terminal): Promise<void> {
  oneLength(options);
  const note = notesBeside(checkOutput(options.out), terminal);
  const code = await readCode(options.code);
  const inputs = readInputs(options.inputs);
  const model = await readModel(file, code, options.dt);
  if (model.probes.length === 0 && model.nodes.length + model.ensembles.length > 0) {
    throw new UnsupportedError(`${file} has no probe, so that a run would show nothing; add one with network.probe(...)`, {
      code: 'no-probe',
    });
  }
  const { backend, dt, seed, precision, threads, hold = false } = options;
  await using runtime = await runtimeWith(backend, terminal);
  using simulation = await runtime.simulate(model, { backend, dt, seed, precision, threads, hold, inputs, ...code });
  if (options.duration !== undefined) await simulation.run(options.duration);
  else await simulation.runSteps(options.steps ?? 0);
  const records = model.probes.map(({ path }) => {
    const { shape, data } = simulation.data(path);
    return [path, { shape: [shape[1], shape[2]], data: Float64Array.from(data) }] as const;
  });
  await writeOutput(options.out, writeNpz(new Map(records)));
  note(`${simulation.step} steps of ${dt} s on ${backend}; ${records.length} probes in ${options.out}\n`);
}
