export { type ActivityListener, type OperatorActivity, printActivity } from './engine/activity.js';
export { WasmBackend, type WasmOptions, wasm } from './wasm-backend.js';
