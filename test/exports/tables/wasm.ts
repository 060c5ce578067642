import * as plugin from '@rheobase/plugin-wasm';
import { data, plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-wasm. */
export const table: Table<typeof import('@rheobase/plugin-wasm')> = {
  WasmBackend: {
    construct: takes((options: plugin.WasmOptions) => new plugin.WasmBackend({ warn: () => undefined }, options), {
      activity: () => undefined,
    }),
    methods: { compile: data('the options of an engine, made by the runtime') },
  },
  printActivity: plain,
  wasm: takes((options: plugin.WasmOptions) => plugin.wasm(options), { activity: () => undefined, passes: [] }),
};
