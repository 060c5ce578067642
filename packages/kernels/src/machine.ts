/** What a table computes in. */
export type Precision = 'float64' | 'float32';

/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;

/** The functions of the module `simulate`: table from, to; items; first step, its row in the buffers, steps. */
type RunTable = (begin: number, end: number, items: number, step: number, row: number, steps: number) => void;

function exportsOf({ exports }: WebAssembly.Instance): {
  readonly memory: WebAssembly.Memory;
  readonly run: Readonly<Record<Precision, RunTable>>;
} {
  const { memory, run64, run32 } = exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof run64 !== 'function' || typeof run32 !== 'function') {
    throw new TypeError('this is not the module of operation tables');
  }
  return {
    memory,
    run: {
      float64: (...given) => void run64(...given),
      float32: (...given) => void run32(...given),
    },
  };
}

/** A memory in which an operation table and all it works on lie, and what runs it. Addresses are bytes. */
export interface TableMachine {
  /** Makes room for so many bytes. Views taken before are no longer valid. A `RangeError` where there is no more memory (4 GiB at most). */
  reserve(bytes: number): void;
  /** Numbers of a precision, from an address on; valid until `reserve`. */
  reals(precision: Precision, at: number, count: number): Float64Array | Float32Array;
  words(at: number, count: number): Int32Array;
  bytes(at: number, count: number): Uint8Array;
  /** The records from `begin` to `end`, `steps` times: from step `step` (1 is the first), which takes row `row` of the buffers. */
  run(precision: Precision, begin: number, end: number, items: number, step: number, row: number, steps: number): void;
}

/** An instance of the module `simulate`, with a memory of its own. */
export class Machine implements TableMachine {
  readonly #memory: WebAssembly.Memory;
  readonly #run: Readonly<Record<Precision, RunTable>>;

  constructor(compiled: WebAssembly.Module) {
    const { memory, run } = exportsOf(new WebAssembly.Instance(compiled));
    this.#memory = memory;
    this.#run = run;
  }

  reserve(bytes: number): void {
    const missing = Math.ceil(bytes / PAGE) - this.#memory.buffer.byteLength / PAGE;
    if (missing > 0) this.#memory.grow(missing);
  }

  reals(precision: Precision, at: number, count: number): Float64Array | Float32Array {
    return precision === 'float64' ? new Float64Array(this.#memory.buffer, at, count) : new Float32Array(this.#memory.buffer, at, count);
  }

  words(at: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, count);
  }

  bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, count);
  }

  run(precision: Precision, begin: number, end: number, items: number, step: number, row: number, steps: number): void {
    this.#run[precision](begin, end, items, step, row, steps);
  }
}
