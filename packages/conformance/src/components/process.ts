import {
  brownNoise,
  type Fields,
  filteredNoise,
  type ProcessRecord,
  piecewise,
  presentInput,
  whiteNoise,
  whiteSignal,
} from '@rheobase/core';
import { filt, noiseFactor, runProcess, whiteSignalPeriod } from '@rheobase/program';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenFailure, GoldenResult } from '../golden/golden-suite.js';
import { flatNumbers, rowsOf } from '../golden/numbers.js';
import { goldenSynapse } from '../golden/synapse.js';

/** What a process gives over the steps of the golden values. */
function failureOf(process: ProcessRecord, at: Fields, dt: number, tolerance: Tolerance): GoldenFailure | null {
  const expected = rowsOf(at, 'values');
  return firstDifference('values', runProcess(process, { dt, steps: expected.length }).data, expected.flat(), tolerance);
}

/** One period, made of the golden coefficients; the value of step k is that of place k, over and over. */
function signalFailure(given: Fields, at: Fields, dt: number, tolerance: Tolerance): GoldenFailure | null {
  const process = whiteSignal({ period: given.number('period'), high: given.number('high'), rms: given.number('rms') });
  const coefficients = {
    real: Float64Array.from(flatNumbers(at, 'coefficient_real')),
    imaginary: Float64Array.from(flatNumbers(at, 'coefficient_imag')),
  };
  const period = whiteSignalPeriod(process, dt, coefficients);
  const expected = flatNumbers(at, 'values');
  const found = expected.map((_, k) => period[(k + 1) % period.length] ?? 0);
  return firstDifference('values', found, expected, tolerance);
}

/** What becomes of the golden draws. */
function noiseFailure(given: Fields, at: Fields, dt: number, tolerance: Tolerance): GoldenFailure | null {
  const scale = given.boolean('scale');
  const kinds = {
    WhiteNoise: () => whiteNoise({ scale }),
    FilteredNoise: () => filteredNoise({ scale, synapse: goldenSynapse(given.fields('synapse')) }),
    BrownNoise: () => brownNoise({ scale }),
  };
  const process = kinds[given.oneOf('type', ['WhiteNoise', 'FilteredNoise', 'BrownNoise'])]();
  const factor = noiseFactor(process, dt);
  const drawn = rowsOf(at, 'standard_normal').map(row => row.map(x => factor * x));
  const found = process.type === 'whiteNoise' ? drawn.flat() : filt(process.synapse, drawn, { dt }).data;
  return firstDifference('values', found, flatNumbers(at, 'values'), tolerance);
}

function failure(given: Fields, at: Fields, dt: number, tolerance: Tolerance): GoldenFailure | null {
  const type = given.oneOf('type', ['Piecewise', 'PresentInput', 'WhiteSignal', 'WhiteNoise', 'FilteredNoise', 'BrownNoise']);
  switch (type) {
    case 'Piecewise': {
      const interpolation = given.oneOf('interpolation', ['zero', 'linear', 'nearest']);
      return failureOf(piecewise({ times: given.numbers('times'), values: rowsOf(given, 'values'), interpolation }), at, dt, tolerance);
    }
    case 'PresentInput':
      return failureOf(presentInput(rowsOf(given, 'inputs'), given.number('presentation_time')), at, dt, tolerance);
    case 'WhiteSignal':
      return signalFailure(given, at, dt, tolerance);
    default:
      return noiseFailure(given, at, dt, tolerance);
  }
}

/** Processes step by step: those without draws as they are, the others from the golden draws on. */
export const process: ComponentCheck = ({ cases, tolerance }) =>
  cases.map((at, index): GoldenResult => {
    const given = at.fields('process');
    const found = failure(given, at, at.number('dt'), tolerance);
    const name = `${index} ${given.text('type')}`;
    return found ? { name, status: 'failed', failure: found } : { name, status: 'passed' };
  });
