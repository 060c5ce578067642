import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOutput } from '@rheobase/build/disk';
import { lines } from '@rheobase/plot';
import { caseNamed } from '../cases/catalog.js';
import { type Growth, growthName, growths } from '../cases/growth.js';
import type { Arguments } from '../command/arguments.js';
import { measureInProcess } from '../measure/measure-in-process.js';
import type { BenchRecord } from '../measure/record.js';
import type { Printer } from '../print/printer.js';

/** What is drawn for each growth: a flat curve means that cost grows in proportion. */
const drawn: Readonly<Record<Growth, { readonly title: string; readonly x: string }>> = Object.freeze({
  neurons: { title: 'One ensemble of one dimension', x: 'neurons' },
  dimensions: { title: 'One ensemble of 1,000 neurons', x: 'dimensions' },
  batch: { title: '1,000 neurons, many items side by side', x: 'items' },
  steps: { title: '1,000 neurons, runs of different length', x: 'steps' },
});

/** Nanoseconds for a step of one neuron of one item. */
export const cost = (record: BenchRecord): number => (record.neuron_updates_per_s ? 1e9 / record.neuron_updates_per_s : Number.NaN);

/** Times a network of growing size, prints a row for each and writes `growth-<what grows>.svg`. */
export async function grow(growth: Growth, args: Arguments, printer: Printer): Promise<number> {
  const sizes = growths[growth];
  const series = [];
  for (const precision of args.precisions) {
    const y: number[] = [];
    for (const size of sizes) {
      const record = await measureInProcess(caseNamed(growthName(growth, size)), { ...args, precision });
      printer.record(record);
      y.push(cost(record));
    }
    series.push({ label: `${args.backend}, ${precision}`, x: sizes, y, mark: 'both' as const });
  }
  const { title, x } = drawn[growth];
  await mkdir(args.out, { recursive: true });
  const file = join(args.out, `growth-${growth}.svg`);
  // From zero, so that what hardly changes looks flat.
  const yDomain = [0, Math.ceil(Math.max(...series.flatMap(({ y }) => y)))] as const;
  await writeOutput(file, lines({ title, xLabel: x, yLabel: 'ns per neuron and step', xScale: 'log', yDomain, series }));
  printer.note(`${file} shows it`);
  return 0;
}
