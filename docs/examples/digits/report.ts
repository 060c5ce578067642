import { bars, heatMap, lines, raster, report, traces } from '@rheobase/plot';
import { type Dataset, type Evaluation, type Model, type Runtime, repeatSteps } from 'rheobase';
import type { ImportedDigits } from './import.js';
import { CLASSES } from './network.js';
import type { Result } from './result.js';
import { tableRows } from './table.js';

/** What the report shows besides the result: the first seed's model and runs. */
export interface Shown {
  readonly result: Result;
  readonly model: Model;
  readonly test: Dataset;
  readonly spiking: Evaluation;
  readonly imported: ImportedDigits | null;
}

const percent = (x: number): number => Math.round(x * 10000) / 100;

function accuracyOverTime({ result, spiking, imported }: Shown): string {
  const steps = spiking.accuracyOverTime.map((_, step) => step + 1);
  const series = [
    { label: 'trained here, with spikes', x: steps, y: spiking.accuracyOverTime.map(percent) },
    {
      label: 'trained here, at rates',
      x: [1, steps.length],
      y: [percent(result.rate.accuracy), percent(result.rate.accuracy)],
      dashed: true,
    },
  ];
  if (imported) {
    const over = imported.evaluation.accuracyOverTime;
    const float = percent(imported.result.floatAccuracy);
    series.push({ label: 'imported, with spikes', x: over.map((_, step) => step + 1), y: over.map(percent) });
    series.push({ label: 'imported, in float', x: [1, steps.length], y: [float, float], dashed: true });
  }
  return lines({ series, title: 'Accuracy over time', xLabel: 'steps of 1 ms', yLabel: 'accuracy, %', yDomain: [0, 100] });
}

/** One image's spikes in every layer, and what the ten classes say meanwhile. */
async function oneDigit(runtime: Runtime, { model, test }: Shown) {
  const probed: Model = {
    ...model,
    probes: [
      ...model.probes,
      ...model.ensembles.map(({ path, neurons }) => ({
        path: `${path}.spikes`,
        target: { path, port: 'neurons' as const, attribute: 'output', slice: null },
        size: neurons,
        decoders: null,
        solve: null,
        synapse: null,
        sampleEvery: null,
        keep: null,
      })),
    ],
  };
  const [height = 1, width = 1] = test.itemShape;
  using sim = await runtime.simulate(probed, { inputs: repeatSteps(test.slice(0, 1), 50).x });
  await sim.runSteps(50);
  const populations = model.ensembles.map(({ path, neurons }) => {
    const count = Math.min(neurons, 60);
    return {
      label: `${path} (${count} of ${neurons})`,
      samples: sim.data(`${path}.spikes`),
      neurons: Array.from({ length: count }, (_, k) => Math.floor((k * neurons) / count)),
    };
  });
  return {
    image: heatMap(
      { shape: [height, width], data: Float64Array.from(test.x.data.subarray(0, height * width)) },
      { title: 'The first test image' },
    ),
    spikes: raster(populations, { title: 'Spikes in each layer while it is shown' }),
    classes: traces(sim.data(CLASSES), {
      title: 'What the ten classes say (8 ms lowpass)',
      labels: Array.from({ length: test.classes }, (_, digit) => String(digit)),
    }),
    label: test.labels[0] ?? 0,
  };
}

function ratesPerLayer({ spiking, imported }: Shown) {
  const own = Object.entries(spiking.activity?.rates ?? {}).map(([layer, rate]) => ({ layer, rate, group: 'trained here' }));
  const other = imported?.rates.map(({ layer, seen }) => ({ layer, rate: seen, group: 'imported' })) ?? [];
  const all = [...own, ...other];
  return {
    svg: bars({
      bars: all.map(({ layer, rate, group }) => ({ label: layer, value: rate, group })),
      title: 'Mean firing rate of each layer',
      yLabel: 'Hz',
    }),
    table: { columns: ['layer', 'network', 'mean rate, Hz'], rows: all.map(({ layer, rate, group }) => [layer, group, rate.toFixed(1)]) },
  };
}

/** One HTML page without scripts or network access: the table, accuracy over time, one digit's spikes, rates per layer. */
export async function digitsReport(runtime: Runtime, shown: Shown): Promise<string> {
  const { result, imported } = shown;
  const [columns = [], ...rows] = tableRows(result);
  const digit = await oneDigit(runtime, shown);
  const rates = ratesPerLayer(shown);
  return report({
    title: `Spiking networks on ${result.data}`,
    summary:
      `A convolutional network trained at rates, run with spikes, in a chip's integers, and a pretrained one imported from ONNX, ` +
      `on ${result.testImages} test images.`,
    sections: [
      {
        title: 'Result',
        text:
          'Agreement compares with the network it came from: spikes with rates, fixed point with spikes, converted with imported. ' +
          'Synops are spikes times the weights they meet. The seconds of a rate network are those of its training.',
        table: { columns: [...columns], rows: rows.map(row => [...row]) },
      },
      {
        title: 'Accuracy over time',
        text: 'Each image is shown from a fresh state; the class is read after every step.',
        svg: accuracyOverTime(shown),
      },
      { title: `One image: a ${digit.label}`, svg: digit.image },
      { title: 'Its spikes', svg: digit.spikes },
      { title: 'Its classes', svg: digit.classes },
      { title: 'Rates per layer', svg: rates.svg, table: rates.table },
      ...(imported
        ? [
            {
              title: 'Expected and seen rates of the converted network',
              table: {
                columns: ['layer', 'expected, Hz', 'seen, Hz'],
                rows: imported.rates.map(({ layer, expected, seen }) => [layer, expected.toFixed(1), seen.toFixed(1)]),
              },
            },
          ]
        : []),
    ],
  });
}
