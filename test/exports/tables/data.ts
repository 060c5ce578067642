import * as rows from '@rheobase/data';

const x = rows.samplesOf([2, 1, 2], Float64Array.of(1, 2, 3, 4));
const idx = { images: Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9), labels: Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 0) };

import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/data. */
export const table: Table<typeof import('@rheobase/data')> = {
  checkDataset: plain,
  checkLabels: plain,
  checkNotEmpty: plain,
  dataset: takes(rows.dataset, { x, labels: [0, 1], classes: 2, itemShape: [2] }, { open: ['x'] }),
  functionSource: plain,
  isSamples: plain,
  isSource: plain,
  parseIdx: plain,
  readIdx: takes((options: rows.ReadIdxOptions) => rows.readIdx(idx, options), { images: [0, 1], white: 255, lazy: true }),
  readNpy: plain,
  readNpz: plain,
  readRows: plain,
  repeatSamples: plain,
  repeatSource: plain,
  repeatSteps: plain,
  samplesOf: plain,
  sliceSamples: plain,
  sliceSource: plain,
  storedSource: plain,
  writeNpy: plain,
  writeNpz: plain,
};
