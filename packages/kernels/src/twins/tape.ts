import type { Precision } from '../machine.js';

/** What the records of an operation table work on: one memory seen in several ways, and the clock. Addresses are bytes. */
export interface Tape {
  /** The numbers of the table's precision, from address 0 on. */
  readonly reals: Float64Array | Float32Array;
  /** From an address to an index of `reals`. */
  readonly shift: 2 | 3;
  /** Bytes of a real. */
  readonly size: 4 | 8;
  /** Numbers that are float64 in any table: what is counted, and streams. */
  readonly doubles: Float64Array;
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** A result in the table's precision; sums, products, quotients and roots of rounded numbers are then those of the precision itself. */
  readonly round: (x: number) => number;
  items: number;
  step: number;
  row: number;
}

/** One record, from its address on. */
export type Twin = (tape: Tape, at: number) => void;

const itself = (x: number): number => x;

export function tapeOn(buffer: ArrayBuffer, precision: Precision): Tape {
  const double = precision === 'float64';
  return {
    reals: double ? new Float64Array(buffer) : new Float32Array(buffer),
    shift: double ? 3 : 2,
    size: double ? 8 : 4,
    doubles: new Float64Array(buffer),
    words: new Int32Array(buffer),
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    round: double ? itself : Math.fround,
    items: 1,
    step: 0,
    row: 0,
  };
}
