// The inner loops of decoder solving. Numbers are in the one memory, addressed by their place among its float64 numbers; the caller makes sure
// that there is room. Each is a short call, so that engines can replace it by better code while a long computation runs.
export { countActive, packActive, packPicked } from './solve/active';
export { activeTile } from './solve/active-tile';
export { activeUpdate, unpick } from './solve/active-update';
export { factorDiagonal, solvePanel } from './solve/cholesky';
export { moveRows, packColumns, packRows } from './solve/pack';
export { range } from './solve/range';
export { currents, lifRates } from './solve/rates';
export { backward, forward } from './solve/substitute';
export { multiply, rankUpdate, tile } from './solve/tile';
