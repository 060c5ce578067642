/**
 * The whole path on real digits: train a spiking network at rates, run it with spikes, run it in a chip's integers, import a pretrained
 * network from ONNX and convert it. Prints one table; writes report.html and result.json.
 *
 *     npm start -- [--mnist FOLDER] [--onnx FILE] [--epochs N] [--seeds 0,1,2] [--out FOLDER]
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutputs } from '@rheobase/build/disk';
import { fixedPoint } from '@rheobase/plugin-fixed-point';
import { onnx } from '@rheobase/plugin-onnx';
import { tfjs } from '@rheobase/plugin-tfjs';
import { createRuntime, type Evaluation, type Model, RheobaseError, type Runtime, repeatSteps, withSynapses } from 'rheobase';
import { type Arguments, readArguments } from './digits/arguments.js';
import { onChip } from './digits/chip.js';
import { type Digits, readDigits } from './digits/data.js';
import { readPretrained, runPretrained } from './digits/import.js';
import { CLASSES, LOGITS, SYNAPSE } from './digits/network.js';
import { digitsReport } from './digits/report.js';
import { type Result, type SeedResult, spreadOf } from './digits/result.js';
import { afterSteps } from './digits/spiking.js';
import { printed, tableRows } from './digits/table.js';
import { trainDigits } from './digits/train.js';

const SPIKING_STEPS = [10, 20, 30, 50];
const ONNX_STEPS = [8, 16, 32];
const CHIP_STEPS = 30;

interface SeedRun {
  readonly result: SeedResult;
  readonly model: Model;
  readonly spiking: Evaluation;
}

async function runSeed(runtime: Runtime, digits: Digits, seed: number, epochs: number): Promise<SeedRun> {
  const { test } = digits;
  const started = performance.now();
  const trained = await trainDigits(runtime, digits, seed, epochs, console.log);
  const train = (performance.now() - started) / 1000;
  const rate = await runtime.evaluate(trained, { data: test, probe: LOGITS, neurons: 'rate' });
  const model = withSynapses(trained, SYNAPSE);
  const shown = repeatSteps(test, Math.max(...SPIKING_STEPS));
  const spiking = await runtime.evaluate(model, { data: shown, probe: CLASSES, activity: true });
  const answers = spiking.predictionsOverTime[CHIP_STEPS - 1] ?? [];
  const { seconds, ...chip } = await onChip(runtime, model, repeatSteps(test, CHIP_STEPS), answers);
  const result: SeedResult = {
    seed,
    rate: { accuracy: rate.accuracy },
    spiking: Object.fromEntries(SPIKING_STEPS.map(n => [String(n), afterSteps(spiking, n, rate.predictions)])),
    fixedPoint: chip,
    seconds: { train, spiking: spiking.seconds, fixedPoint: seconds },
  };
  return { result, model, spiking };
}

/** Writes all files or none. Nothing else in the folder is touched. */
async function writeOut(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  // A folder that cannot be made is told when the first file is written.
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  await writeOutputs(new Map(Object.entries(files).map(([name, text]) => [join(folder, name), text])));
}

async function main({ mnist, onnx: file, epochs, seeds, out }: Arguments): Promise<void> {
  const started = performance.now();
  const digits = await readDigits(mnist);
  console.log(`${digits.name}: ${digits.train.size} images to train on, ${digits.test.size} to test on`);
  await using runtime = await createRuntime(tfjs(), fixedPoint(), onnx());
  // The pretrained network knows 8 × 8 digits; on MNIST this part is left out.
  const pretrained = mnist === null ? await readPretrained(runtime, file) : null;
  const runs: SeedRun[] = [];
  for (const seed of seeds) {
    console.log(`seed ${seed}`);
    runs.push(await runSeed(runtime, digits, seed, epochs));
  }
  const [first] = runs;
  if (!first) return;
  const imported = pretrained === null ? null : await runPretrained(runtime, digits, pretrained, ONNX_STEPS);
  const { rate, spiking, fixedPoint: chip } = first.result;
  const result: Result = {
    data: digits.name,
    testImages: digits.test.size,
    rate,
    spiking,
    fixedPoint: chip,
    onnx: imported?.result ?? null,
    seconds: { ...first.result.seconds, onnx: imported?.seconds ?? 0, total: (performance.now() - started) / 1000 },
    seeds: runs.map(run => run.result),
    spread: spreadOf(runs.map(run => run.result)),
  };
  const html = await digitsReport(runtime, { result, model: first.model, test: digits.test, spiking: first.spiking, imported });
  await writeOut(out, { 'report.html': html, 'result.json': `${JSON.stringify(result, null, 2)}\n` });

  console.log(`\n${printed(tableRows(result))}\n`);
  const percent = (x: number) => `${(100 * x).toFixed(2)} %`;
  for (const [name, [low, high]] of Object.entries(result.spread))
    console.log(`${name} over ${runs.length} seeds: ${percent(low)} to ${percent(high)}`);
  const difference = imported?.result.maxLogitDifference ?? null;
  if (difference !== null) console.log(`imported logits differ from the stored ones by ${difference.toExponential(1)} at most`);
  console.log(`\n${join(out, 'report.html')} and ${join(out, 'result.json')} written in ${result.seconds.total?.toFixed(0)} s`);
}

try {
  await main(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof RheobaseError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
