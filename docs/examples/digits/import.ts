import { readFile } from 'node:fs/promises';
import { convert } from '@rheobase/conversion';
import { build, type Evaluation, type Runtime, repeatSteps } from 'rheobase';
import type { Digits } from './data.js';
import type { OnnxResult } from './result.js';
import { afterSteps } from './spiking.js';

const model = new URL('../../data/models/digits_cnn.onnx', import.meta.url);
const facts = new URL('../../data/models/digits_cnn.json', import.meta.url);

interface Facts {
  readonly referenceImages: readonly [number, number];
  readonly referenceOutputs: readonly (readonly number[])[];
}

export interface ImportedDigits {
  readonly result: OnnxResult;
  readonly evaluation: Evaluation;
  /** Expected and seen mean rate of each layer, Hz. */
  readonly rates: readonly { readonly layer: string; readonly expected: number; readonly seen: number }[];
  readonly seconds: number;
}

/** Imports the pretrained network, checks its logits against the stored ones, converts it and runs it with spikes. */
export async function importDigits(runtime: Runtime, { train, test }: Digits, steps: readonly number[]): Promise<ImportedDigits> {
  const { network, outputs } = await runtime.importNetwork(await readFile(model));
  const source = await build(network);
  const probe = Object.values(outputs)[0] ?? '';
  const float = await runtime.evaluate(source, { data: test, probe, backend: 'reference' });
  const { referenceOutputs }: Facts = JSON.parse(await readFile(facts, 'utf8'));
  const expected = referenceOutputs.flat();
  const maxLogitDifference = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - (float.outputs.data[i] ?? 0))), 0);
  const { model: spiking, diagnosis } = await convert(source, { runner: runtime.rateRunner(), data: train.slice(0, 500).x });
  for (const warning of diagnosis.warnings) console.log(`  ${warning}`);
  const evaluation = await runtime.evaluate(spiking, {
    data: repeatSteps(test, Math.max(...steps)),
    probe,
    read: 'mean',
    backend: 'reference',
    activity: true,
  });
  return {
    result: {
      maxLogitDifference,
      floatAccuracy: float.accuracy,
      spiking: Object.fromEntries(steps.map(n => [String(n), afterSteps(evaluation, n, float.predictions)])),
    },
    evaluation,
    rates: diagnosis.layers.map(({ path, expectedRateHz }) => ({
      layer: path,
      expected: expectedRateHz,
      seen: evaluation.activity?.rates[path] ?? 0,
    })),
    seconds: float.seconds + evaluation.seconds,
  };
}
