import { build } from '@rheobase/build';
import { type ConvertOptions, convert } from '@rheobase/conversion';
import { Network, relu } from '@rheobase/core';
import { layers } from '@rheobase/networks';
import { ReferenceRateRunner } from '@rheobase/plugin-reference';

const net = new Network();
const input = net.input(2);
net.probe(layers(net, { neurons: relu() }).dense(input, 3));
const model = await build(net);
const inputs = { shape: [1, 1, 2], data: Float64Array.of(1, 2) } as const;

import { takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/conversion. */
export const table: Table<typeof import('@rheobase/conversion')> = {
  convert: takes(
    (options: ConvertOptions) => convert(model, options),
    { runner: new ReferenceRateRunner(), data: inputs, percentile: 99, maxRate: 1000, spikes: 'binary', seed: 1 },
    { words: { spikes: { binary: true, signed: true } }, open: ['data'] },
  ),
};
