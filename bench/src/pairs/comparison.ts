import { type BenchRecord, speedOf } from '../measure/record.js';
import { median, type Ratio, ratioOf } from '../statistics.js';

/** One side of a comparison. */
export interface Side {
  readonly system: string;
  readonly mean_rate_hz: number | null;
  readonly ns_per_neuron_update: number | null;
  readonly ns_per_synaptic_event: number | null;
}

/** A case on ours and on another system, from runs in turn. */
export interface Comparison {
  readonly case: string;
  readonly ours: Side;
  readonly theirs: Side;
  /** Who was asked: the fastest of these is `theirs`. */
  readonly rivals: string;
  /** How many times as many steps (or images) a second we make. Null where only building was timed. */
  readonly speed: Ratio | null;
  /** How many times as long the one of them that builds fastest takes to build. Null where it is not told. */
  readonly build: Ratio | null;
}

/** The median of what all records tell; null where one does not. */
function medianOf(records: readonly BenchRecord[], read: (record: BenchRecord) => number | null): number | null {
  const values = records.map(read).filter(value => value !== null);
  return values.length > 0 && values.length === records.length ? median(values) : null;
}

function sideOf(records: readonly BenchRecord[]): Side {
  const perEvent = (rate: number | null) => (rate === null || rate === 0 ? null : 1e9 / rate);
  return Object.freeze({
    system: records[0]?.system ?? '',
    mean_rate_hz: medianOf(records, record => record.mean_rate_hz),
    ns_per_neuron_update: perEvent(medianOf(records, record => record.neuron_updates_per_s)),
    ns_per_synaptic_event: perEvent(medianOf(records, record => record.synaptic_events_per_s)),
  });
}

/** The ratio of a quantity, taken from the one of the rivals that has most of it. */
function ratioToBest(
  ours: readonly BenchRecord[],
  rivals: readonly (readonly BenchRecord[])[],
  quantity: (record: BenchRecord) => number | null,
): { readonly ratio: Ratio; readonly best: readonly BenchRecord[] } | null {
  const values = (records: readonly BenchRecord[]) => records.map(record => quantity(record) ?? Number.NaN);
  if (medianOf(ours, quantity) === null) return null;
  const told = rivals.filter(records => medianOf(records, quantity) !== null);
  const [best] = told.toSorted((a, b) => median(values(b)) - median(values(a)));
  return best ? { ratio: ratioOf(values(ours), values(best)), best } : null;
}

/** Compares our records of a case with the fastest of one or more rivals, round by round. */
export function compare(ours: readonly BenchRecord[], rivals: readonly (readonly BenchRecord[])[]): Comparison {
  const speed = ratioToBest(ours, rivals, speedOf);
  const build = ratioToBest(ours, rivals, record => (record.build_s === null || record.build_s === 0 ? null : 1 / record.build_s));
  return Object.freeze({
    case: ours[0]?.case ?? '',
    ours: sideOf(ours),
    theirs: sideOf(speed?.best ?? build?.best ?? []),
    rivals: rivals.map(([first]) => first?.system ?? '').join(' or '),
    speed: speed?.ratio ?? null,
    build: build?.ratio ?? null,
  });
}
