import { definePlugin, type Plugin } from '@rheobase/runtime';
import { WasmBackend, type WasmOptions, wasmOptions } from './wasm-backend.js';

/**
 * The fast backend `wasm`, as a plugin for `createRuntime`. `activity` hears how active its inputs were:
 * `wasm({ activity: operators => console.log(printActivity(operators)) })`.
 */
export const wasm = (options: WasmOptions = {}): Plugin => {
  const given = wasmOptions(options);
  return definePlugin({
    name: '@rheobase/plugin-wasm',
    version: '0.1.0',
    contract: 2,
    backends: [services => new WasmBackend(services, given)],
  });
};
