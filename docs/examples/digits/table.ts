import type { Result, SpikingResult } from './result.js';

const percent = (x: number): string => `${(100 * x).toFixed(2)} %`;
const HEAD = ['network', 'steps', 'accuracy', 'agreement', 'rate, Hz', 'synops/image', 'seconds'] as const;

/** Rows for the one table that the program prints and the report repeats. */
export function tableRows(result: Result): readonly (readonly string[])[] {
  const spiking = (name: string, rows: Readonly<Record<string, SpikingResult>>, seconds: number) =>
    Object.entries(rows).map(([steps, row], index) => [
      index === 0 ? name : '',
      steps,
      percent(row.accuracy),
      percent(row.agreement),
      row.meanRateHz.toFixed(1),
      Math.round(row.synopsPerImage).toLocaleString('en-US'),
      index === 0 ? seconds.toFixed(1) : '',
    ]);
  const perSeed = result.seeds.flatMap(seed => [
    [`seed ${seed.seed}: rate`, '1', percent(seed.rate.accuracy), '', '', '', seed.seconds.train.toFixed(1)],
    ...spiking('  spiking, float64', seed.spiking, seed.seconds.spiking),
    [
      `  fixed point, ${seed.fixedPoint.cores} cores`,
      '30',
      percent(seed.fixedPoint.accuracy),
      percent(seed.fixedPoint.agreement),
      '',
      '',
      seed.seconds.fixedPoint.toFixed(1),
    ],
  ]);
  const { onnx } = result;
  if (onnx === null) return [[...HEAD], ...perSeed];
  const imported = [
    ['imported ONNX: float', '1', percent(onnx.floatAccuracy), '', '', '', ''],
    ...spiking('  converted to spikes', onnx.spiking, result.seconds.onnx ?? 0),
  ];
  return [[...HEAD], ...perSeed, ...imported];
}

/** Rows as text in columns. */
export function printed(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n');
}
