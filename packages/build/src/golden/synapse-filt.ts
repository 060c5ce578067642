import type { GoldenResult } from '@rheobase/core';
import { type ComponentCheck, firstDifference } from '@rheobase/core/golden';
import { type FiltOptions, filt, filtfilt } from '@rheobase/program';
import { goldenSynapse } from './golden-synapse.js';
import { numbersOf, rowsOf } from './numbers.js';

/** Signals of several columns through filters: from rest, from the steady state of a value, and there and back. */
export const synapseFilt: ComponentCheck = ({ cases, tolerance }) =>
  cases.map((at, index): GoldenResult => {
    const synapse = goldenSynapse(at.fields('synapse'));
    const x = rowsOf(at, 'x');
    const options: FiltOptions = { dt: at.number('dt') };
    const y0 = at.number('y0');
    const failure =
      firstDifference('filt', filt(synapse, x, options).data, numbersOf(at, 'filt'), tolerance) ??
      firstDifference('filt from y0', filt(synapse, x, { ...options, y0 }).data, numbersOf(at, 'filt_y0'), tolerance) ??
      firstDifference('filtfilt', filtfilt(synapse, x, options).data, numbersOf(at, 'filtfilt'), tolerance);
    const name = `${index} ${synapse.type}`;
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
