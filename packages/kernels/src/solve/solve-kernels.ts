import type { Lend, SolveMachine } from '../machine.js';
import { plainMachine } from '../plain/plain-machine.js';
import { factorise, roomOfCholesky } from './cholesky.js';
import { leastRoomOfGram, roomOfGram, writeGram } from './gram.js';
import { type Left, product } from './product.js';
import { type NumberRange, rangeOf } from './range.js';
import { type Encoded, type LifParameters, responses } from './rates.js';
import { substitute } from './substitute.js';
import { addDiagonal, copyOfLower, type Factor, padded, putLower, type Symmetric, sizeOfGram } from './symmetric.js';
import { wasmMachine } from './wasm-machine.js';

/**
 * What takes the time of decoder solving. Every element sums its products in ascending order, so that the bits do not depend on who computes
 * them.
 */
export interface SolveKernels {
  /** A'A or AA'. */
  gram(factor: Factor): Symmetric;
  /** L with L L' = A'A + ridge I, or AA' + ridge I; null where that is not positive definite in float64. */
  gramCholesky(factor: Factor, ridge: number): Symmetric | null;
  /** L with L L' = S; null where S is not positive definite in float64. */
  cholesky(system: Symmetric): Symmetric | null;
  /** X with L L' X = B for B (n, k), row-major. */
  choleskySolve(factor: Symmetric, b: Float64Array, k: number): Float64Array;
  /** A B, or A'B, for B with `n` columns: row-major, of finite numbers. */
  product(a: Left, b: Float64Array, n: number): Float64Array;
  /** The lowest and the highest of these numbers, zeros where there are none; null where one of them is not finite. */
  range(values: Float64Array): NumberRange | null;
  /** Currents (points, neurons), row-major. */
  currents(encoded: Encoded): Float64Array;
  /** Rates (points, neurons) of leaky integrate-and-fire neurons, row-major. */
  lifRates(encoded: Encoded, parameters: LifParameters): Float64Array;
}

function solveKernelsOn(lend: Lend): SolveKernels {
  return Object.freeze({
    gram(factor: Factor): Symmetric {
      const n = sizeOfGram(factor);
      const stride = padded(n);
      const use = (machine: SolveMachine, numbers: Float64Array): Symmetric => {
        writeGram(factor, machine, numbers);
        return copyOfLower(numbers, n, stride);
      };
      return lend(roomOfGram(factor), use, leastRoomOfGram(factor));
    },
    gramCholesky(factor: Factor, ridge: number): Symmetric | null {
      const n = sizeOfGram(factor);
      const stride = padded(n);
      const use = (machine: SolveMachine, numbers: Float64Array): Symmetric | null => {
        writeGram(factor, machine, numbers);
        addDiagonal({ n, stride, values: numbers }, ridge);
        return factorise(n, stride, machine, numbers) ? copyOfLower(numbers, n, stride) : null;
      };
      const least = Math.max(leastRoomOfGram(factor), roomOfCholesky(stride));
      return lend(Math.max(roomOfGram(factor), least), use, least);
    },
    cholesky(system: Symmetric): Symmetric | null {
      const { n, stride } = system;
      return lend(roomOfCholesky(stride), (machine, numbers) => {
        putLower(numbers, system);
        return factorise(n, stride, machine, numbers) ? copyOfLower(numbers, n, stride) : null;
      });
    },
    choleskySolve: (factor: Symmetric, b: Float64Array, k: number) => substitute(factor, b, k, lend),
    product: (a: Left, b: Float64Array, n: number) => product(a, b, n, lend),
    range: (values: Float64Array) => rangeOf(values, lend),
    currents: (encoded: Encoded) => responses(encoded, null, lend),
    lifRates: (encoded: Encoded, parameters: LifParameters) => responses(encoded, parameters, lend),
  });
}

/** In plain TypeScript. */
export const plainSolveKernels: SolveKernels = solveKernelsOn(plainMachine);

/** In WebAssembly with vectors where the engine has it and the host lets it be compiled, else in plain TypeScript. */
export const solveKernels: SolveKernels = solveKernelsOn(wasmMachine);
