import { UnsupportedError } from '@rheobase/core';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend as currentBackend,
  engine,
  getKernel,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';

/**
 * What a kernel may do with the memory of a TensorFlow.js backend. Kernels work on `TensorInfo` alone: tensors made inside a kernel would be
 * counted and freed by someone else.
 */
export interface Memory {
  /** The elements themselves, not a copy; valid until the next `allocate` or `kernel`, since the heap may move. */
  values(x: TensorInfo): Float32Array;
  /** Room for a tensor; its content is undefined. */
  allocate(shape: readonly number[]): TensorInfo;
  free(x: TensorInfo): void;
  /** Runs a kernel of the backend. */
  kernel(name: string, inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo;
}

function stock(backendName: string, backend: object): Memory['kernel'] {
  return (name, inputs, attrs) => {
    const result = getKernel(name, backendName).kernelFunc({ inputs, backend, attrs });
    const [first] = Array.isArray(result) ? result : [result];
    if (first) return first;
    throw new UnsupportedError(`the ${backendName} backend of TensorFlow.js returned nothing for kernel ${name}`, {
      code: 'no-kernel',
      given: name,
    });
  };
}

const floats = (values: unknown): Float32Array => {
  if (values instanceof Float32Array) return values;
  throw new UnsupportedError('a kernel was given a tensor that does not hold float32 values', { code: 'wrong-dtype' });
};

const wasmMemory = (backend: BackendWasm): Memory => ({
  values: x => floats(backend.typedArrayFromHeap(x)),
  allocate: shape => backend.makeOutput([...shape], 'float32'),
  free: x => void backend.disposeData(x.dataId),
  kernel: stock('wasm', backend),
});

const cpuMemory = (backend: MathBackendCPU): Memory => ({
  values: x => floats(backend.data.get(x.dataId).values),
  allocate: shape => backend.makeTensorInfo([...shape], 'float32', new Float32Array(shape.reduce((a, b) => a * b, 1))),
  free: x => backend.disposeIntermediateTensorInfo(x),
  kernel: stock('cpu', backend),
});

/** Memory of a backend; only `wasm` and `cpu` have memory that JavaScript can see. */
export function memoryOf(backend: object): Memory {
  if (backend instanceof BackendWasm) return wasmMemory(backend);
  if (backend instanceof MathBackendCPU) return cpuMemory(backend);
  throw new UnsupportedError(
    'the tfjs plugin runs on the wasm and cpu backends of TensorFlow.js only; call tf.setBackend with one of them',
    {
      code: 'unknown-backend',
      allowed: 'wasm, cpu',
    },
  );
}

/** Runs a kernel on the backend in use and gives its result to TensorFlow.js to keep account of. */
export function compute(kernel: (memory: Memory) => TensorInfo): Tensor {
  const backend = currentBackend();
  return engine().makeTensorFromTensorInfo(kernel(memoryOf(backend)), backend);
}

/** The same elements under another shape, without copying. */
export const viewed = ({ dataId, dtype }: TensorInfo, shape: readonly number[]): TensorInfo => ({ dataId, dtype, shape: [...shape] });

/** A second reference to the same elements, to be freed on its own. (The wasm backend's Identity would copy them.) */
export const shared = (memory: Memory, x: TensorInfo): TensorInfo => memory.kernel('Reshape', { x }, { shape: x.shape });
