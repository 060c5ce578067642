import { writeOutput } from '@rheobase/build/disk';
import { UnsupportedError, ValidationError } from '@rheobase/core';
import { writeNpz } from '@rheobase/data';
import { Option } from 'commander';
import { runtimeWith } from '../command/backends.js';
import type { CommandDeclaration, Context, Outcome } from '../command/command.js';
import { backendOption, codeOption, count, MODEL, precisionOption, seconds, time, whole } from '../command/options.js';
import { checkedOut } from '../files/notes.js';
import { readCode } from '../files/read-code.js';
import { readInputs } from '../files/read-inputs.js';
import { readModel } from '../files/read-network.js';

interface RunOptions {
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
 * the probe's path. What is wrong with what is given is reported before the first step; the file is written whole, or not at all.
 */
async function run(file: string, options: RunOptions, context: Context): Promise<Outcome> {
  oneLength(options);
  const to = checkedOut('run', options.out, context.json);
  const code = await readCode(options.code);
  const inputs = readInputs(options.inputs);
  const model = await readModel(file, code, options.dt);
  if (model.probes.length === 0 && model.nodes.length + model.ensembles.length > 0) {
    throw new UnsupportedError(`${file} has no probe, so that a run would show nothing; add one with network.probe(...)`, {
      code: 'no-probe',
    });
  }
  const { backend, dt, seed, precision, threads, hold = false } = options;
  await using runtime = await runtimeWith(backend, context.terminal);
  using simulation = await runtime.simulate(model, { backend, dt, seed, precision, threads, hold, inputs, ...code });
  simulation.progress.subscribe(({ step, steps }) => context.progress(`step ${step} of ${steps}`));
  if (options.duration !== undefined) await simulation.run(options.duration);
  else await simulation.runSteps(options.steps ?? 0);
  const records = model.probes.map(({ path }) => {
    const { shape, data } = simulation.data(path);
    return [path, { shape: [shape[1], shape[2]], data: Float64Array.from(data) }] as const;
  });
  await writeOutput(options.out, writeNpz(new Map(records)));
  return {
    json: {
      steps: simulation.step,
      dt,
      backend,
      file: options.out,
      probes: Object.fromEntries(records.map(([path, { shape }]) => [path, shape])),
    },
    text: `${simulation.step} steps of ${dt} s on ${backend}; ${records.length} probes in ${options.out}\n`,
    to,
  };
}

export const command: CommandDeclaration = {
  argument: ['<model>', MODEL],
  options: [
    new Option('--steps <n>', 'number of steps').argParser(whole),
    new Option('--duration <s>', 'seconds, instead of --steps').argParser(time),
    new Option('--inputs <file>', '.npz file with an array (steps, size) for each input node, by path'),
    new Option('--out <file>', '.npz file for the records').makeOptionMandatory(),
    backendOption(),
    new Option('--dt <s>', 'length of a step').argParser(seconds).default(0.001),
    new Option('--seed <n>', 'seed of what is drawn while it runs').argParser(whole).default(0),
    precisionOption('precision, for backends that compute in either'),
    new Option('--threads <n>', 'threads that may share the work, for backends that can; no result depends on it')
      .argParser(count)
      .default(1),
    new Option('--hold', 'inputs that end early keep their last row'),
    codeOption(),
  ],
  run,
};
