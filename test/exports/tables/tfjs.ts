import * as plugin from '@rheobase/plugin-tfjs';

const device = { wasm: true, cpu: true } as const;

import { data, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-tfjs. */
export const table: Table<typeof import('@rheobase/plugin-tfjs')> = {
  TfjsBackend: {
    construct: takes(
      (options: plugin.DeviceOptions) => new plugin.TfjsBackend(options),
      { device: 'cpu', wasmPath: '/wasm/' },
      { words: { device } },
    ),
    methods: { compile: data('the options of an engine, made by the runtime') },
  },
  TfjsTrainer: {
    construct: takes(
      (options: plugin.DeviceOptions) => new plugin.TfjsTrainer(options),
      { device: 'cpu', wasmPath: '/wasm/' },
      { words: { device } },
    ),
  },
  startDevice: takes(
    (options: plugin.DeviceOptions) => plugin.startDevice(options),
    { device: 'cpu', wasmPath: '/wasm/' },
    { words: { device } },
  ),
  tfjs: takes((options: plugin.DeviceOptions) => plugin.tfjs(options), { device: 'cpu', wasmPath: '/wasm/' }, { words: { device } }),
};
