import { placementOf } from '@rheobase/plugin-fixed-point';
import { agreement, type Dataset, type Model, type Runtime } from 'rheobase';
import { CLASSES } from './network.js';
import type { SeedResult } from './result.js';

/** Runs a trained model in a chip's integers and compares its answers with those of the same model in float64. */
export async function onChip(
  runtime: Runtime,
  model: Model,
  shown: Dataset,
  answers: ArrayLike<number>,
): Promise<SeedResult['fixedPoint'] & { readonly seconds: number }> {
  const found = await runtime.evaluate(model, { data: shown, probe: CLASSES, backend: 'fixed-point' });
  return {
    accuracy: found.accuracy,
    agreement: agreement(found.predictions, answers),
    cores: placementOf(model).cores.length,
    seconds: found.seconds,
  };
}
