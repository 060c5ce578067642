import { knownOptions, oneOf, optionNames, UnsupportedError } from '@rheobase/core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { backend, env, getBackend, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import { withoutProcessHandlers } from './process-handlers.js';

/** Where TensorFlow.js computes. */
export interface DeviceOptions {
  /** `wasm` (the default) falls back to `cpu`, which is slow, where WebAssembly cannot be started. */
  readonly device?: 'wasm' | 'cpu';
  /**
   * Folder or URL, ending in a slash, that holds the .wasm files of @tensorflow/tfjs-backend-wasm. Node finds them in that package; a page in
   * a browser has to say where it serves them. Read when the device is first started.
   */
  readonly wasmPath?: string;
}

const names = optionNames<DeviceOptions>({ device: true, wasmPath: true });

/** The options of the plugin, checked. */
export function deviceOptions(options: DeviceOptions): DeviceOptions {
  const { device = 'wasm' } = knownOptions('tfjs', options, names);
  oneOf('tfjs', 'device', device, ['wasm', 'cpu']);
  return options;
}

/** The device in use. */
export interface Device {
  readonly name: 'wasm' | 'cpu';
  /** What is worth telling the user: why it is not the device asked for. */
  readonly note: string | null;
}

const started = new Map<'wasm' | 'cpu', Promise<Device>>();

/** The cpu backend greets on its first write under Node with an advice that does not apply; it is made to write once unheard. */
function greetUnheard(): void {
  const node = env().getBool('IS_NODE');
  env().set('IS_NODE', false);
  tensor1d([0]).dispose();
  env().set('IS_NODE', node);
}

async function startCpu(note: string | null): Promise<Device> {
  if (!(await setBackend('cpu')) || !(backend() instanceof MathBackendCPU)) {
    throw new UnsupportedError('TensorFlow.js could not start its cpu backend', { code: 'no-device' });
  }
  greetUnheard();
  return Object.freeze({ name: 'cpu', note });
}

async function startWasm(): Promise<Device> {
  // Threads need a worker from a blob, which Node refuses, and SharedArrayBuffer, which static hosts do not offer.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  try {
    if ((await withoutProcessHandlers(() => setBackend('wasm'))) && backend() instanceof BackendWasm)
      return Object.freeze({ name: 'wasm', note: null });
  } catch {
    // What went wrong is told by the note below.
  }
  return startCpu('the WebAssembly backend of TensorFlow.js could not be started, so the much slower cpu backend is used; check wasmPath');
}

/**
 * Starts TensorFlow.js on a device, once, and makes it the one in use. Its backend is a setting of the whole program: what other code selects
 * in between is selected away again.
 */
export async function startDevice(options: DeviceOptions = {}): Promise<Device> {
  const { device = 'wasm', wasmPath } = deviceOptions(options);
  const running = started.get(device);
  if (!running) {
    if (device === 'wasm' && wasmPath !== undefined) setWasmPaths(wasmPath);
    started.set(device, device === 'wasm' ? startWasm() : startCpu(null));
  }
  const ready = await (running ?? started.get(device) ?? startCpu(null));
  if (getBackend() !== ready.name) await setBackend(ready.name);
  return ready;
}

/** Selects a started device again, for which TensorFlow.js needs no wait, after other work may have selected another. */
export function resumeDevice({ name }: Device): void {
  if (getBackend() !== name) void setBackend(name);
}
