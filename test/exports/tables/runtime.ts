import { build } from '@rheobase/build';
import { dense, Network, relu, tensor } from '@rheobase/core';
import { dataset, samplesOf } from '@rheobase/data';
import { ReferenceBackend, reference } from '@rheobase/plugin-reference';
import { tfjs } from '@rheobase/plugin-tfjs';
import { lower, plainKernels } from '@rheobase/program';
import * as runtime from '@rheobase/runtime';

const net = new Network();
const input = net.input(2, { label: 'in' });
const cells = net.ensemble(3, 1, { label: 'cells', neuronType: relu(), encoders: null, gain: 1, bias: 0 });
net.connect(input, cells.neurons, { transform: dense(tensor([3, 2], [1, 2, 3, 4, 5, 6])), synapse: null });
net.probe(cells.neurons, { label: 'out' });
const model = await build(net);
const program = lower(model, { dt: 0.001 });
const made = await runtime.createRuntime(reference(), tfjs({ device: 'cpu' }));
const x = samplesOf([2, 1, 2], Float64Array.of(1, 2, 3, 4));
const digits = dataset({ x, labels: [0, 1], classes: 3 });
const optimizer = runtime.sgd();
const floats = { float64: true, float32: true } as const;
const simulated = (use: (simulation: runtime.Simulation) => unknown) => made.simulate(model, { inputs: { in: x } }).then(use);
const about = { name: 'p', version: '1', contract: 2 };
const never = (): never => {
  throw new Error('not asked for');
};

import { data, plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/runtime. */
export const table: Table<typeof import('@rheobase/runtime')> = {
  FitTask: plain,
  Runtime: {
    methods: {
      simulate: takes(
        (options: runtime.SimulateOptions) => made.simulate(model, options),
        {
          backend: 'reference',
          dt: 0.001,
          inputs: { in: x },
          hold: true,
          batch: 2,
          precision: 'float64',
          threads: 1,
          functions: {},
          definitions: [],
          seed: 1,
          firstItem: 0,
        },
        { words: { precision: floats }, open: ['inputs', 'functions'] },
      ),
      fit: takes(
        (options: runtime.FitOptions) => made.fit(model, options),
        {
          data: digits,
          validation: digits,
          input: 'in',
          probe: 'out',
          loss: 'crossEntropy',
          epochs: 1,
          batch: 2,
          optimizer,
          sigma: 0.02,
          seed: 1,
          trainer: 'tfjs',
        },
        { words: { loss: { crossEntropy: true, meanSquaredError: true } }, open: ['data', 'validation'] },
      ),
      evaluate: takes(
        (options: runtime.EvaluateOptions) => made.evaluate(model, options),
        {
          data: digits,
          probe: 'out',
          input: 'in',
          backend: 'reference',
          neurons: 'rate',
          read: 'mean',
          dt: 0.001,
          batch: 2,
          activity: false,
          precision: 'float64',
          threads: 1,
          functions: {},
          definitions: [],
          seed: 1,
        },
        {
          words: { neurons: { rate: true, asModelled: true }, read: { last: true, mean: true }, precision: floats },
          open: ['data', 'functions'],
        },
      ),
    },
  },
  Simulation: {
    methods: {
      run: takes(
        (options: runtime.RunOptions) => simulated(simulation => simulation.run(0.001, options)),
        { inputs: { in: x }, hold: true, signal: new AbortController().signal },
        { open: ['inputs'] },
      ),
      runSteps: takes(
        (options: runtime.RunOptions) => simulated(simulation => simulation.runSteps(1, options)),
        { inputs: { in: x }, hold: true },
        { open: ['inputs'] },
      ),
      reset: takes((options: runtime.ResetOptions) => simulated(simulation => simulation.reset(options)), { seed: 1, firstItem: 0 }),
    },
  },
  adam: takes((options: runtime.AdamOptions) => runtime.adam(options), { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }),
  agreement: plain,
  argmaxOf: plain,
  backendPlugin: takes(runtime.backendPlugin, { ...about, create: () => new ReferenceBackend() }),
  createRuntime: takes((options: runtime.RuntimeOptions) => runtime.createRuntime(reference(), options), {
    warn: () => undefined,
    preferred: ['reference'],
  }),
  definePlugin: takes(runtime.definePlugin, { ...about, backends: [], trainers: [], importers: [], exporters: [], rateRunners: [] }),
  exporterPlugin: takes(runtime.exporterPlugin, { ...about, create: never }),
  fanOut: plain,
  importerPlugin: takes(runtime.importerPlugin, { ...about, create: never }),
  inputNodes: plain,
  interpret: takes((options: Pick<runtime.EngineOptions, 'batch' | 'firstItem'>) => runtime.interpret(program, plainKernels, options), {
    batch: 1,
    firstItem: 0,
  }),
  pluginContract: data('a number'),
  pluginsAndOptions: plain,
  prepare: data('a signal of a program'),
  refuse: data('the kernels of a backend'),
  rms: plain,
  rmse: plain,
  rmsprop: takes((options: runtime.RmspropOptions) => runtime.rmsprop(options), {
    learningRate: 1e-3,
    decay: 0.9,
    momentum: 0,
    epsilon: 1e-7,
  }),
  sgd: takes((options: runtime.SgdOptions) => runtime.sgd(options), { learningRate: 1e-3, momentum: 0 }),
  snapshotPoint: plain,
  tokens: plain,
  trainerPlugin: takes(runtime.trainerPlugin, { ...about, create: never }),
  withActivityProbes: plain,
};
