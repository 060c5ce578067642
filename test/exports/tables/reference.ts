import { build } from '@rheobase/build';
import { Network } from '@rheobase/core';
import * as plugin from '@rheobase/plugin-reference';
import type { RateRunnerOptions } from '@rheobase/runtime';

const net = new Network();
net.input(1);
const model = await build(net);
const x = { shape: [1, 1, 1], data: Float64Array.of(1) } as const;

import { data, plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-reference. */
export const table: Table<typeof import('@rheobase/plugin-reference')> = {
  ReferenceBackend: {
    construct: takes((options: plugin.ReferenceOptions) => new plugin.ReferenceBackend(options), { passes: [] }),
    methods: { compile: data('the options of an engine, made by the runtime') },
  },
  ReferenceRateRunner: {
    methods: {
      activations: takes((options: RateRunnerOptions) => new plugin.ReferenceRateRunner().activations(model, x, options), {
        seed: 1,
        firstItem: 0,
      }),
    },
  },
  reference: takes((options: plugin.ReferenceOptions) => plugin.reference(options), { passes: [] }),
  referenceKernels: plain,
};
