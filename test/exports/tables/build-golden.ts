import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/build/golden. */
export const table: Table<typeof import('@rheobase/build/golden')> = {
  compilerGolden: plain,
  componentSuite: plain,
  firstDifference: plain,
  goldenNeuron: plain,
  goldenState: plain,
  goldenSynapse: plain,
  titleOf: plain,
};
