import { knownOptions } from '../definitions/known-options.js';
import { type Distribution, distributions } from '../distributions/distribution.js';
import { gaussian } from '../distributions/numbers.js';
import { inner } from '../record/family.js';
import { wrongValue } from '../record/field.js';
import type { RecordOf } from '../record/held.js';
import { kind, type OptionsOf } from '../record/kind.js';
import { flag } from '../record/values.js';
import { linearFilter } from '../synapses/linear-filter.js';
import { lowpass } from '../synapses/lowpass.js';
import { synapses } from '../synapses/synapse.js';
import type { Tensor } from '../tensor.js';
import { anySize, noInput, processKind } from './behaviour.js';

const fields = {
  /**
   * Default `gaussian(0, 1)`. `choice` among numbers chooses for every element, among vectors for all of a step together; `samples` is one
   * row (or number), which is drawn in every step. The width of vectors and rows is that of the process.
   */
  distribution: inner(distributions, () => gaussian(0, 1)),
  /** Whether draws are divided by the square root of the step, so that what a filter makes of them does not depend on it. Default true. */
  scale: flag(true),
};

/** Given values are one row, as each step draws one. */
function needOneRow(object: string, { distribution }: { readonly distribution: Distribution }): void {
  if (distribution.type !== 'samples') return;
  const { shape, data } = distribution.values;
  if (shape.length > 2 || (shape.length === 2 && shape[0] !== 1))
    wrongValue(object, 'samples', `shape [${shape}]`, 'one row, as each step draws one; presentInput(rows, seconds) gives rows in turn');
  if (data.some(x => !Number.isFinite(x))) wrongValue(object, 'samples', data.join(), 'finite numbers');
}

/** How many values a distribution of vectors draws together; null for one of numbers. */
function drawnWidth({ distribution }: { readonly distribution: Distribution }): number | null {
  const { type } = distribution;
  const width = type === 'choice' ? distribution.options.shape[1] : type === 'samples' ? distribution.values.data.length : 1;
  return width === undefined || width === 1 ? null : width;
}

/** Independent draws: one of its own for every element and step. */
export const whiteNoise = processKind(kind('whiteNoise', fields, { verify: (object, noise) => needOneRow(object, noise) }), {
  size: noise => drawnWidth(noise),
  sizeIn: noInput,
});
export type WhiteNoise<A = Tensor> = RecordOf<typeof whiteNoise, { tensor: A }>;
export type NoiseOptions = OptionsOf<typeof whiteNoise>;

/** White noise through a filter, which acts within the step. */
export const filteredNoise = processKind(
  kind(
    'filteredNoise',
    {
      /** Acts within the step. Default `lowpass(0.005)`. */
      synapse: inner(synapses, () => lowpass(0.005)),
      ...fields,
    },
    { verify: (object, noise) => needOneRow(object, noise) },
  ),
  { size: noise => drawnWidth(noise), sizeIn: noInput },
);
export type FilteredNoise<A = Tensor> = RecordOf<typeof filteredNoise, { tensor: A }>;
export type FilteredNoiseOptions = OptionsOf<typeof filteredNoise>;

/** The running sum of white noise: Brownian motion, whose variance after t seconds is t for the default distribution. */
export const brownNoise = (options: NoiseOptions = {}): FilteredNoise =>
  filteredNoise({
    ...knownOptions('brownNoise', options, Object.keys(fields)),
    synapse: linearFilter({ numerator: [1], denominator: [1, 0], method: 'euler' }),
  });

/** A synapse as a process: gives out what comes in, filtered within the step. */
export const filtered = processKind(
  kind('filtered', { synapse: inner(synapses) }, (synapse: RecordOf<(typeof synapses.list)[number]>) => ({ synapse })),
  {
    size: anySize,
    sizeIn: (_process, sizeOut) => sizeOut,
  },
);
export type Filtered = RecordOf<typeof filtered>;
