import type { SolveMachine } from '../machine.js';

/** Columns factorised before the rest of the matrix is updated. A multiple of 6. */
const PANEL = 60;

/** How many numbers `factorise` needs: the matrix, and a panel packed with both signs. */
export const roomOfCholesky = (stride: number): number => stride * (stride + 2 * PANEL);

/**
 * L with L L' = S for the S (n, n) at place 0, in place of its lower triangle; false where S is not positive definite in float64. Sums run over
 * columns in ascending order, whatever the panels.
 */
export function factorise(n: number, stride: number, machine: SolveMachine, numbers: Float64Array): boolean {
  const plus = stride * stride;
  const minus = plus + PANEL * stride;
  for (let i = n; i < stride; i++) numbers[i * stride + i] = 1;
  for (let from = 0; from < stride; from += PANEL) {
    const to = Math.min(stride, from + PANEL);
    const diagonal = from * stride + from;
    if (machine.factorDiagonal(diagonal, stride, to - from) === 0) return false;
    if (to === stride) break;
    machine.solvePanel(diagonal, to * stride + from, stride, stride - to, to - from, minus, plus);
    machine.rankUpdate(to * stride + to, stride, minus, plus, stride - to, to - from);
  }
  return true;
}
