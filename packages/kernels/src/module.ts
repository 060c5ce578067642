/** An inner loop of a module: places and numbers in, a number or nothing out. */
export type Kernel = (...given: number[]) => number;

/** Node's own decoder, fast from the first call on; browsers have none. */
declare const Buffer: { from(text: string, encoding: 'hex'): Uint8Array<ArrayBuffer> } | undefined;

/** The bytes of an assembled module out of its hexadecimal digits. */
export function moduleBytes(digits: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer !== 'undefined') return Buffer.from(digits, 'hex');
  const bytes = new Uint8Array(digits.length / 2);
  // Of 0 to 9 the low four bits of the code are the value; those of a to f are 1 to 6.
  const value = (at: number): number => (digits.charCodeAt(at) & 15) + 9 * (digits.charCodeAt(at) >> 6);
  for (let i = 0; i < bytes.length; i++) bytes[i] = 16 * value(2 * i) + value(2 * i + 1);
  return bytes;
}

/** A module compiled at once; null if there is no WebAssembly, or none with vectors, or the host forbids to compile. */
export function compiledModule(digits: string): WebAssembly.Module | null {
  if (typeof WebAssembly !== 'object') return null;
  try {
    return new WebAssembly.Module(moduleBytes(digits));
  } catch {
    return null;
  }
}

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
