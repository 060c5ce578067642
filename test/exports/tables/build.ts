import * as build from '@rheobase/build';
import { Network } from '@rheobase/core';
import type { StepLength } from '@rheobase/model';
import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

const net = new Network();
net.probe(net.ensemble(5, 1, { label: 'a' }));
const model = await build.build(net);

/** Every export of @rheobase/build. */
export const table: Table<typeof import('@rheobase/build')> = {
  activities: plain,
  build: takes(
    (options: build.BuildOptions) => build.build(net, options),
    { cache: { read: () => null, write: () => undefined }, now: () => 0, dt: 0.001 },
    { open: ['cache'] },
  ),
  buildReported: takes((options: build.BuildOptions) => build.buildReported(net, options), { now: () => 0, dt: 0.001 }),
  defaultEvalPointCount: plain,
  errorsOf: plain,
  evalPointDecoding: takes((options: StepLength) => build.evalPointDecoding(model, 'a.probe', options), { dt: 0.001 }),
  evalPointsOf: plain,
  factorise: plain,
  maxRatesIntercepts: plain,
  printBuildReport: plain,
  resolve: takes((options: build.ResolveOptions) => build.resolve(model, options), { dt: 0.001, definitions: [] }),
  responseCurves: takes((options: StepLength) => build.responseCurves(model, 'a', undefined, options), { dt: 0.001 }),
  rmses: takes((options: StepLength) => build.rmses(model, 'a.probe', options), { dt: 0.001 }),
  solveDecoders: plain,
  sortedNeurons: plain,
  strip: plain,
  tune: plain,
  tuneAll: plain,
  tuningCurves: takes((options: StepLength) => build.tuningCurves(model, 'a', undefined, options), { dt: 0.001 }),
};
