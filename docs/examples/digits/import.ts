import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { convert } from '@rheobase/conversion';
import { build, type Evaluation, ImportError, type Model, type Runtime, repeatSteps } from 'rheobase';
import type { Digits } from './data.js';
import type { OnnxResult } from './result.js';
import { afterSteps } from './spiking.js';

const own = fileURLToPath(new URL('../../data/models/digits_cnn.onnx', import.meta.url));

interface Facts {
  readonly referenceOutputs: readonly (readonly number[])[];
}

export interface Pretrained {
  readonly model: Model;
  /** Path of the probe on the logits. */
  readonly logits: string;
  /** Outputs for the first test images that are stored beside the file; null where none are. */
  readonly expected: readonly number[] | null;
}

function storedFacts(text: string, path: string): Facts {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportError(`--onnx: '${path}', which should hold the network's stored outputs, is not JSON`, {
      code: 'invalid-document',
      given: path,
    });
  }
}

/** A pretrained network from an ONNX file, and the outputs stored beside it (`NAME.json`) where there are any. */
export async function readPretrained(runtime: Runtime, file: string | null): Promise<Pretrained> {
  const path = file ?? own;
  const bytes = await readFile(path).catch(() => {
    throw new ImportError(`--onnx: there is no file '${path}' that can be read`, { code: 'unknown-path', given: path });
  });
  const { network, outputs } = await runtime.importNetwork(bytes, { format: 'onnx' });
  const beside = path.endsWith('.onnx') ? path.replace(/\.onnx$/, '.json') : null;
  const text = beside === null ? null : await readFile(beside, 'utf8').catch(() => null);
  const facts = text === null ? null : storedFacts(text, beside ?? path);
  return { model: await build(network), logits: Object.values(outputs)[0] ?? '', expected: facts?.referenceOutputs.flat() ?? null };
}

export interface ImportedDigits {
  readonly result: OnnxResult;
  readonly evaluation: Evaluation;
  /** Expected and seen mean rate of each layer, Hz. */
  readonly rates: readonly { readonly layer: string; readonly expected: number; readonly seen: number }[];
  readonly seconds: number;
}

/** Checks a pretrained network's logits against the stored ones, converts it and runs it with spikes. */
export async function runPretrained(
  runtime: Runtime,
  { train, test }: Digits,
  { model, logits, expected }: Pretrained,
  steps: readonly number[],
): Promise<ImportedDigits> {
  const float = await runtime.evaluate(model, { data: test, probe: logits });
  const difference = expected?.reduce((most, value, i) => Math.max(most, Math.abs(value - (float.outputs.data[i] ?? 0))), 0);
  const { model: spiking, diagnosis } = await convert(model, { runner: runtime.rateRunner(), data: train.slice(0, 500).x });
  for (const warning of diagnosis.warnings) console.log(`  ${warning}`);
  const evaluation = await runtime.evaluate(spiking, {
    data: repeatSteps(test, Math.max(...steps)),
    probe: logits,
    read: 'mean',
    activity: true,
  });
  return {
    result: {
      maxLogitDifference: difference ?? null,
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
