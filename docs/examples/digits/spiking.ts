import type { Evaluation } from 'rheobase';
import { agreement } from 'rheobase';
import type { SpikingResult } from './result.js';

/** What an evaluation over time says after `steps` steps, compared with the answers it should keep. */
export function afterSteps(evaluation: Evaluation, steps: number, answers: ArrayLike<number>): SpikingResult {
  const found = evaluation.predictionsOverTime[steps - 1] ?? [];
  const activity = evaluation.activity?.overTime[steps - 1];
  return {
    accuracy: evaluation.accuracyOverTime[steps - 1] ?? 0,
    agreement: agreement(found, answers),
    meanRateHz: activity?.meanRateHz ?? 0,
    synopsPerImage: activity?.synopsPerItem ?? 0,
  };
}
