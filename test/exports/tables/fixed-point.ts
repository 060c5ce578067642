import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import * as fixed from '@rheobase/plugin-fixed-point';

const model = await build(new Network());
const { loihi1 } = fixed;

import { data, plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-fixed-point. */
export const table: Table<typeof import('@rheobase/plugin-fixed-point')> = {
  Chip: plain,
  FixedPointBackend: {
    construct: takes((options: fixed.FixedPointOptions) => new fixed.FixedPointBackend(() => null, options), { profile: loihi1 }),
    methods: { compile: data('the options of an engine, made by the runtime') },
  },
  FixedPointEngine: { methods: { reset: data('the options of an engine, made by the runtime') } },
  chipState: plain,
  discretiseBlock: plain,
  fixedPoint: takes((options: fixed.FixedPointOptions) => fixed.fixedPoint(options), { profile: loihi1 }),
  loihi1: plain,
  loihi1Emulator: plain,
  placementOf: takes((options: fixed.PlacementOptions) => fixed.placementOf(model, options), { dt: 0.001, profile: loihi1 }),
};
