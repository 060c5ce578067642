/** What was measured of one case in one process; a line of `--json`. Null: does not apply, or not told. */
export interface BenchRecord {
  readonly case: string;
  /** Who ran it: `rheobase-wasm-float32`, `nengo-64` … */
  readonly system: string;
  readonly neurons: number | null;
  /** Of each timed run. */
  readonly steps: number | null;
  /** Network to something that runs, s. */
  readonly build_s: number | null;
  /** Median of three runs. */
  readonly steps_per_s: number | null;
  /** Where a network is trained: images trained on per second, median of three epochs. */
  readonly images_per_s: number | null;
  /** Share of neurons that fire in a step, per second, in the steps after the timed ones. */
  readonly mean_rate_hz: number | null;
  readonly neuron_updates_per_s: number | null;
  /** Weights that spikes meet on their way, per second of computing. */
  readonly synaptic_events_per_s: number | null;
  /** After the timed runs. */
  readonly max_rss_mb: number | null;
}

/** A record of which only what is given is known. */
export const benchRecord = (known: Pick<BenchRecord, 'case' | 'system'> & Partial<BenchRecord>): BenchRecord =>
  Object.freeze({
    case: known.case,
    system: known.system,
    neurons: known.neurons ?? null,
    steps: known.steps ?? null,
    build_s: known.build_s ?? null,
    steps_per_s: known.steps_per_s ?? null,
    images_per_s: known.images_per_s ?? null,
    mean_rate_hz: known.mean_rate_hz ?? null,
    neuron_updates_per_s: known.neuron_updates_per_s ?? null,
    synaptic_events_per_s: known.synaptic_events_per_s ?? null,
    max_rss_mb: known.max_rss_mb ?? null,
  });

/** The record that a line of JSON holds, from us or from another program's script; null for any other text. */
export function readRecord(line: string): BenchRecord | null {
  if (!line.startsWith('{')) return null;
  const parsed: unknown = JSON.parse(line);
  const fields = new Map<string, unknown>(Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {}));
  const [name, system] = [fields.get('case') ?? fields.get('net'), fields.get('system')];
  if (typeof name !== 'string') return null;
  const number = (key: string): number | null => {
    const value = fields.get(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  const msPerStep = number('ms_per_step');
  return benchRecord({
    case: name,
    system: typeof system === 'string' ? system : '',
    neurons: number('neurons') ?? number('on_chip_compartments'),
    steps: number('steps'),
    build_s: number('build_s'),
    steps_per_s: number('steps_per_s') ?? (msPerStep === null ? null : 1000 / msPerStep),
    images_per_s: number('images_per_s'),
    mean_rate_hz: number('mean_rate_hz'),
    neuron_updates_per_s: number('neuron_updates_per_s'),
    synaptic_events_per_s: number('synaptic_events_per_s'),
    max_rss_mb: number('max_rss_mb'),
  });
}

/** How fast it was: steps or images per second; null where only building was timed. */
export const speedOf = (record: BenchRecord): number | null => record.steps_per_s ?? record.images_per_s;
