import { build } from '@rheobase/build';
import { defineOperator, lowpass, Network, whiteNoise } from '@rheobase/core';
import * as program from '@rheobase/program';
import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

const net = new Network();
net.probe(net.ensemble(5, 1, { label: 'a' }));
const model = await build(net);
const summing = defineOperator({ name: 'sum', version: '1', reads: ['x'], sets: ['y'], step: () => undefined });
const signals = new Map(['x', 'y'].map(id => [id, { id, size: 1, initial: null, sparse: false, random: null }]));

/** Every export of @rheobase/program. */
export const table: Table<typeof import('@rheobase/program')> = {
  accessOf: plain,
  accumulate: plain,
  boundProgram: plain,
  constantParameter: plain,
  constantSignals: plain,
  equalNow: plain,
  gatherParameter: plain,
  keyOf: plain,
  mapNumbers: plain,
  ParameterValues: plain,
  printParameter: plain,
  repeatedProducts: plain,
  retensored: plain,
  sameParameter: plain,
  tensorsIn: plain,
  tensorsOf: plain,
  adjointOf: plain,
  advanceFilter: plain,
  applyProcess: takes(
    (options: program.ApplyOptions) => program.applyProcess({ type: 'filtered', synapse: lowpass(0.1) }, [[1]], options),
    { dt: 0.001, seed: 1 },
  ),
  biasColumn: plain,
  changes: plain,
  checkedPasses: plain,
  checkProgram: plain,
  costOf: plain,
  customOperator: takes(
    (options: program.CustomOperatorOptions) => program.customOperator(summing(), options, { dt: 0.001, signals }),
    { source: 'own', prefix: 'own', reads: { x: 'x' }, sets: { y: 'y' }, updates: {} },
    { open: ['reads', 'sets', 'updates'] },
  ),
  discretise: plain,
  dropUnread: plain,
  filt: takes((options: program.FiltOptions) => program.filt(lowpass(0.1), [1, 2], options), { dt: 0.001, y0: 0, axis: 0 }),
  filtfilt: takes((options: program.FiltOptions) => program.filtfilt(lowpass(0.1), [1, 2], options), { dt: 0.001, y0: 0, axis: 0 }),
  functionFailure: plain,
  lower: takes(
    (options: program.LowerOptions) => program.lower(model, options),
    {
      dt: 0.001,
      functions: {},
      definitions: [],
      dry: false,
      seed: 1,
      passes: [],
      wrt: [],
      observe: () => undefined,
    },
    { open: ['functions'] },
  ),
  mentions: plain,
  noiseDrawer: plain,
  plainKernels: plain,
  printProgram: plain,
  reseed: plain,
  rowAt: plain,
  runProcess: takes((options: program.RunOptions) => program.runProcess(whiteNoise(), options), {
    steps: 3,
    dt: 0.001,
    seed: 1,
    size: 1,
  }),
  shareEqual: plain,
  signalsOf: plain,
  standardPasses: plain,
  stateSpace: plain,
  stepProcess: plain,
  usesOf: plain,
  weightsOf: plain,
  noiseFactor: plain,
  whiteSignalPeriod: plain,
  withOperators: plain,
};
