import { definePlugin, type Plugin } from '@rheobase/runtime';
import { WasmBackend } from './wasm-backend.js';

/** The fast backend `wasm`, as a plugin for `createRuntime`. */
export const wasm = (): Plugin =>
  definePlugin({
    name: '@rheobase/plugin-wasm',
    version: '0.1.0',
    backends: [services => new WasmBackend(services)],
  });
