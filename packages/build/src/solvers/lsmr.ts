import { addScaled, column, dot, fromColumns, product, transposedProduct } from '@rheobase/kernels';
import type { Activities, Solve } from './solve.js';

const length = (x: Float64Array): number => Math.sqrt(dot(x, x));

/** The vector over its length, which may be 0. */
function normalised(x: Float64Array): readonly [unit: Float64Array, length: number] {
  const norm = length(x);
  return [norm > 0 ? x.map(value => value / norm) : x, norm];
}

/** c, s and r with (c, s) (a, b) = r and (-s, c) (a, b) = 0. */
function rotation(a: number, b: number): readonly [c: number, s: number, r: number] {
  const r = Math.sqrt(a * a + b * b);
  return r === 0 ? [1, 0, 0] : [a / r, b / r, r];
}

/**
 * x that minimises |A x - y|^2 + damp^2 |x|^2 (Fong and Saunders 2011, algorithm LSMR and the stopping rules 1 and 2 of their section 3.3).
 * The names are the paper's: bars and hats as suffixes.
 */
function lsmr({ values: a, points: m, neurons: n }: Activities, y: Float64Array, damp: number, tol: number): Float64Array {
  const x = new Float64Array(n);
  let [u, beta] = normalised(y);
  const yLength = beta;
  let [v, alpha] = normalised(transposedProduct(a, u, m, n, 1));
  let [zetaBar, alphaBar, rho, rhoBar, cBar, sBar] = [alpha * beta, alpha, 1, 1, 1, 0];
  let h = v.slice();
  let hBar: Float64Array = new Float64Array(n);
  let [betaDouble, betaDot, rhoDot, tauOld, thetaOld, zeta, d] = [beta, 0, 1, 0, 0, 0, 0];
  let aSquare = alpha * alpha;
  if (zetaBar === 0) return x;
  for (let step = 0; step < 4 * Math.min(m, n); step++) {
    const ahead = product(a, v, m, n, 1);
    addScaled(ahead, -alpha, u);
    [u, beta] = normalised(ahead);
    const back = transposedProduct(a, u, m, n, 1);
    addScaled(back, -beta, v);
    [v, alpha] = normalised(back);
    const [cHat, sHat, alphaHat] = rotation(alphaBar, damp);
    const rhoOld = rho;
    const [c, s, r] = rotation(alphaHat, beta);
    rho = r;
    const theta = s * alpha;
    alphaBar = c * alpha;
    const [rhoBarOld, zetaOld, thetaBar] = [rhoBar, zeta, sBar * rho];
    [cBar, sBar, rhoBar] = rotation(cBar * rho, theta);
    zeta = cBar * zetaBar;
    zetaBar = -sBar * zetaBar;
    const turned = h.slice();
    addScaled(turned, (-thetaBar * rho) / (rhoOld * rhoBarOld), hBar);
    hBar = turned;
    addScaled(x, zeta / (rho * rhoBar), hBar);
    const nextH = v.slice();
    addScaled(nextH, -theta / rho, h);
    h = nextH;
    // The residual of the damped problem, by rotations alone.
    const [betaAcute, betaCheck] = [cHat * betaDouble, -sHat * betaDouble];
    const betaHat = c * betaAcute;
    betaDouble = -s * betaAcute;
    const [cTilde, sTilde, rhoTilde] = rotation(rhoDot, thetaBar);
    const thetaTilde = sTilde * rhoBar;
    rhoDot = cTilde * rhoBar;
    betaDot = cTilde * betaHat - sTilde * betaDot;
    tauOld = (zetaOld - thetaOld * tauOld) / rhoTilde;
    thetaOld = thetaTilde;
    const tau = (zeta - thetaTilde * tauOld) / rhoDot;
    d += betaCheck * betaCheck;
    const rest = Math.sqrt(d + (betaDot - tau) * (betaDot - tau) + betaDouble * betaDouble);
    aSquare += beta * beta;
    const aLength = Math.sqrt(aSquare);
    aSquare += alpha * alpha;
    const consistent = rest <= tol * (yLength + aLength * length(x));
    if (consistent || Math.abs(zetaBar) <= tol * aLength * rest) break;
  }
  return x;
}

/** One target after the other. */
export const lsmrSystem =
  (activities: Activities, ridge: number, tol: number): Solve =>
  (y, k) =>
    fromColumns(
      Array.from({ length: k }, (_, j) => lsmr(activities, column(y, k, j), Math.sqrt(ridge), tol)),
      activities.neurons,
    );
