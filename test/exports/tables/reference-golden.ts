import { plain } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-reference/golden. */
export const table: Table<typeof import('@rheobase/plugin-reference/golden')> = {
  referenceGolden: plain,
};
