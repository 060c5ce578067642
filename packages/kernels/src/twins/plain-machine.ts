import type { Precision, TableMachine } from '../machine.js';
import { codes } from '../table/codes.js';
import { type Tape, type Twin, tapeOn } from './tape.js';
import { twins } from './twins.js';

const named: ReadonlyMap<string, Twin> = new Map(Object.entries(twins));

/** By code. */
const byCode: ReadonlyMap<number, Twin | undefined> = new Map(Object.entries(codes).map(([name, code]) => [code, named.get(name)]));

/** The machine of operation tables in plain TypeScript, with the bits of the module: for engines without WebAssembly or its vectors. */
export class PlainMachine implements TableMachine {
  #buffer = new ArrayBuffer(0);
  #tapes: Readonly<Record<Precision, Tape>> | null = null;

  reserve(bytes: number): void {
    if (bytes <= this.#buffer.byteLength) return;
    const grown = new ArrayBuffer(Math.ceil(bytes / 16) * 16);
    new Uint8Array(grown).set(new Uint8Array(this.#buffer));
    this.#buffer = grown;
    this.#tapes = null;
  }

  reals(precision: Precision, at: number, count: number): Float64Array | Float32Array {
    return precision === 'float64' ? new Float64Array(this.#buffer, at, count) : new Float32Array(this.#buffer, at, count);
  }

  words(at: number, count: number): Int32Array {
    return new Int32Array(this.#buffer, at, count);
  }

  bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.#buffer, at, count);
  }

  run(precision: Precision, begin: number, end: number, items: number, step: number, row: number, steps: number): void {
    this.#tapes ??= { float64: tapeOn(this.#buffer, 'float64'), float32: tapeOn(this.#buffer, 'float32') };
    const tape = this.#tapes[precision];
    tape.items = items;
    for (let n = 0; n < steps; n++) {
      tape.step = step + n;
      tape.row = row + n;
      for (let at = begin; at < end; at += tape.words[(at >>> 2) + 1] ?? end) {
        const twin = byCode.get(tape.words[at >>> 2] ?? -1);
        if (!twin) throw new TypeError(`there is no record with the code ${tape.words[at >>> 2]}`);
        twin(tape, at);
      }
    }
  }
}
