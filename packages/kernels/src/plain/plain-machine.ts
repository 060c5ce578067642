import type { Lend } from '../machine.js';
import { activeUpdate, countActive, packActive, packPicked, unpick } from './active.js';
import { factorDiagonal, solvePanel } from './cholesky.js';
import { moveRows, packColumns, packRows } from './pack.js';
import { range } from './range.js';
import { multiply, rankUpdate } from './rank-update.js';
import { currents, lifRates } from './rates.js';
import { backward, forward } from './substitute.js';

/** A memory of its own for each computation, and the inner loops in plain TypeScript. */
export const plainMachine: Lend = (count, use) => {
  const v = new Float64Array(count);
  return use(
    {
      packColumns: (...places) => packColumns(v, ...places),
      packRows: (...places) => packRows(v, ...places),
      moveRows: (...places) => moveRows(v, ...places),
      multiply: (...places) => multiply(v, ...places),
      rankUpdate: (...places) => rankUpdate(v, ...places),
      countActive: (...places) => countActive(v, ...places),
      packPicked: (...places) => packPicked(v, ...places),
      packActive: (...places) => packActive(v, ...places),
      activeUpdate: (...places) => activeUpdate(v, ...places),
      unpick: (...places) => unpick(v, ...places),
      factorDiagonal: (...places) => factorDiagonal(v, ...places),
      solvePanel: (...places) => solvePanel(v, ...places),
      forward: (...places) => forward(v, ...places),
      backward: (...places) => backward(v, ...places),
      range: (...places) => range(v, ...places),
      currents: (...places) => currents(v, ...places),
      lifRates: (...places) => lifRates(v, ...places),
    },
    v,
  );
};
