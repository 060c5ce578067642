/** An inner loop of a module: places and numbers in, a number or nothing out. */
export type Kernel = (...given: number[]) => number;

const isKernel = (value: unknown): value is Kernel => typeof value === 'function';

/** What a module exports under a name. */
export function exportedKernel(exports: WebAssembly.Exports, name: string): Kernel {
  const found = exports[name];
  if (isKernel(found)) return found;
  throw new TypeError(`the module has no kernel ${name}`);
}

/** The memory that a module exports. */
export function exportedMemory({ memory }: WebAssembly.Exports): WebAssembly.Memory {
  if (memory instanceof WebAssembly.Memory) return memory;
  throw new TypeError('the module has no memory');
}
