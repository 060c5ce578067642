export { type ActivityListener, type OperatorActivity, printActivity } from './engine/activity.js';
export { wasm } from './plugin.js';
export { WasmBackend, type WasmOptions } from './wasm-backend.js';
