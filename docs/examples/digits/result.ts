/** One row of what a spiking network did after so many steps. Accuracies and agreements are fractions. */
export interface SpikingResult {
  readonly accuracy: number;
  /** Fraction of images on which it gives the answer of the network it came from. */
  readonly agreement: number;
  readonly meanRateHz: number;
  readonly synopsPerImage: number;
}

export interface SeedResult {
  readonly seed: number;
  readonly rate: { readonly accuracy: number };
  /** By number of steps of 1 ms. */
  readonly spiking: Readonly<Record<string, SpikingResult>>;
  readonly fixedPoint: { readonly accuracy: number; readonly agreement: number; readonly cores: number };
  readonly seconds: { readonly train: number; readonly spiking: number; readonly fixedPoint: number };
}

export interface OnnxResult {
  /** From the outputs stored beside the file; null where none are. */
  readonly maxLogitDifference: number | null;
  readonly floatAccuracy: number;
  readonly spiking: Readonly<Record<string, SpikingResult>>;
}

/** `result.json`: the first seed's figures, the imported network's, and every seed with the spread. */
export interface Result {
  readonly data: string;
  readonly testImages: number;
  readonly rate: SeedResult['rate'];
  readonly spiking: SeedResult['spiking'];
  readonly fixedPoint: SeedResult['fixedPoint'];
  readonly onnx: OnnxResult | null;
  readonly seconds: Readonly<Record<string, number>>;
  readonly seeds: readonly SeedResult[];
  readonly spread: Readonly<Record<string, readonly [lowest: number, highest: number]>>;
}

const range = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)];

/** Lowest and highest over seeds. */
export function spreadOf(seeds: readonly SeedResult[]): Result['spread'] {
  const steps = Object.keys(seeds[0]?.spiking ?? {});
  return {
    'rate.accuracy': range(seeds.map(s => s.rate.accuracy)),
    ...Object.fromEntries(steps.map(n => [`spiking.${n}.accuracy`, range(seeds.map(s => s.spiking[n]?.accuracy ?? 0))])),
    'fixedPoint.accuracy': range(seeds.map(s => s.fixedPoint.accuracy)),
    'fixedPoint.agreement': range(seeds.map(s => s.fixedPoint.agreement)),
  };
}
