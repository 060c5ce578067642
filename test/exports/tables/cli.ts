import { data } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/cli. */
export const table: Table<typeof import('@rheobase/cli')> = {
  main: data('a terminal: where the command writes'),
};
