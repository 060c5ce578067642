export { wasm } from './plugin.js';
export { WasmBackend } from './wasm-backend.js';
