import { type Fields, frequencyResponse, type SynapseRecord, transferFunction } from '@rheobase/core';
import { type FiltOptions, filt, filtfilt, stateSpace } from '@rheobase/program';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference, type Tolerance } from '../golden/first-difference.js';
import type { GoldenFailure, GoldenResult } from '../golden/golden-suite.js';
import { flatNumbers, rowsOf } from '../golden/numbers.js';
import { goldenSynapse } from '../golden/synapse.js';

/** The matrices of a filter at a step length, from its transfer function. */
function systemFailure(synapse: SynapseRecord, dt: number, at: Fields, tolerance: Tolerance): GoldenFailure | null {
  const { a, b, c, d } = stateSpace(transferFunction(synapse), dt);
  return (
    firstDifference('A', a, flatNumbers(at, 'A'), tolerance) ??
    firstDifference('B', b, flatNumbers(at, 'B'), tolerance) ??
    firstDifference('C', c, flatNumbers(at, 'C'), tolerance) ??
    firstDifference('D', [d], flatNumbers(at, 'D'), tolerance)
  );
}

function responseFailure(synapse: SynapseRecord, at: Fields, tolerance: Tolerance): GoldenFailure | null {
  const { real, imaginary } = frequencyResponse(synapse, at.numbers('frequencies'));
  return (
    firstDifference('frequency response, real', real, at.numbers('real'), tolerance) ??
    firstDifference('frequency response, imaginary', imaginary, at.numbers('imag'), tolerance)
  );
}

function result(at: Fields, index: number, tolerance: Tolerance): GoldenResult {
  const [synapse, dt] = [goldenSynapse(at.fields('synapse')), at.number('dt')];
  const [impulse, step] = [at.numbers('impulse_response'), at.numbers('step_response')];
  const answer = (signal: readonly number[]) => filt(synapse, signal, { dt }).data;
  const failure =
    firstDifference('impulse response', answer(impulse.map((_, k) => (k === 0 ? 1 : 0))), impulse, tolerance) ??
    firstDifference('step response', answer(step.map(() => 1)), step, tolerance) ??
    (at.has('state_space') ? systemFailure(synapse, dt, at.fields('state_space'), tolerance) : null) ??
    (at.has('frequency_response') ? responseFailure(synapse, at.fields('frequency_response'), tolerance) : null);
  const name = `${index} ${synapse.type} at ${dt} s`;
  return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
}

/** What filters answer to an impulse and a step, their matrices at a step length, and what they make of sines. */
export const synapse: ComponentCheck = ({ cases, tolerance }) => cases.map((at, index) => result(at, index, tolerance));

/** Signals of several columns through filters: from rest, from the steady state of a value, and there and back. */
export const synapseFilt: ComponentCheck = ({ cases, tolerance }) =>
  cases.map((at, index): GoldenResult => {
    const synapse = goldenSynapse(at.fields('synapse'));
    const x = rowsOf(at, 'x');
    const options: FiltOptions = { dt: at.number('dt') };
    const y0 = at.number('y0');
    const failure =
      firstDifference('filt', filt(synapse, x, options).data, flatNumbers(at, 'filt'), tolerance) ??
      firstDifference('filt from y0', filt(synapse, x, { ...options, y0 }).data, flatNumbers(at, 'filt_y0'), tolerance) ??
      firstDifference('filtfilt', filtfilt(synapse, x, options).data, flatNumbers(at, 'filtfilt'), tolerance);
    const name = `${index} ${synapse.type}`;
    return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
  });
