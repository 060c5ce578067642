import {
  type Fields,
  frequencyResponse,
  type GoldenFailure,
  type GoldenResult,
  type SynapseRecord,
  transferFunction,
} from '@rheobase/core';
import { type ComponentCheck, firstDifference, type Tolerance } from '@rheobase/core/golden';
import { filt, stateSpace } from '@rheobase/program';
import { goldenSynapse } from './golden-synapse.js';
import { numbersOf } from './numbers.js';

/** The matrices of a filter at a step length, from its transfer function. */
function systemFailure(synapse: SynapseRecord, dt: number, at: Fields, tolerance: Tolerance): GoldenFailure | null {
  const { a, b, c, d } = stateSpace(transferFunction(synapse), dt);
  return (
    firstDifference('A', a, numbersOf(at, 'A'), tolerance) ??
    firstDifference('B', b, numbersOf(at, 'B'), tolerance) ??
    firstDifference('C', c, numbersOf(at, 'C'), tolerance) ??
    firstDifference('D', [d], numbersOf(at, 'D'), tolerance)
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
