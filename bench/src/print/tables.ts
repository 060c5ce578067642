import { type BenchRecord, speedOf } from '../measure/record.js';
import type { Comparison } from '../pairs/comparison.js';
import type { Summary } from '../pairs/summary.js';
import type { Column } from './columns.js';

const per = (rate: number | null): number | null => (rate === null || rate === 0 ? null : 1e9 / rate);

/** A record a row. */
export const recordColumns: readonly Column<BenchRecord>[] = Object.freeze([
  { head: 'case', width: 23, value: row => row.case },
  { head: 'system', width: 26, value: row => row.system },
  { head: 'neurons', width: 9, value: row => row.neurons },
  { head: 'build, s', width: 8, value: row => row.build_s },
  { head: 'per second', width: 10, value: speedOf },
  { head: 'rate, Hz', width: 8, value: row => row.mean_rate_hz },
  { head: 'ns/update', width: 9, value: row => per(row.neuron_updates_per_s) },
  { head: 'ns/event', width: 8, value: row => per(row.synaptic_events_per_s) },
  { head: 'MiB', width: 6, value: row => row.max_rss_mb },
]);

const shortName = (system: string): string => system.replace(/^rheobase-/, '');

/** A comparison a row. */
export const comparisonColumns: readonly Column<Comparison>[] = Object.freeze([
  { head: 'case', width: 20, value: row => row.case },
  { head: 'ours', width: 17, value: row => shortName(row.ours.system) },
  { head: 'theirs', width: 13, value: row => row.theirs.system },
  { head: 'speed', width: 6, value: row => row.speed?.median ?? null },
  { head: 'min', width: 6, value: row => row.speed?.min ?? null },
  { head: 'max', width: 6, value: row => row.speed?.max ?? null },
  { head: 'build', width: 6, value: row => row.build?.median ?? null },
  { head: 'our Hz', width: 6, value: row => row.ours.mean_rate_hz },
  { head: 'their Hz', width: 8, value: row => row.theirs.mean_rate_hz },
  { head: 'ns/update', width: 9, value: row => row.ours.ns_per_neuron_update },
  { head: 'theirs', width: 7, value: row => row.theirs.ns_per_neuron_update },
  { head: 'ns/event', width: 8, value: row => row.ours.ns_per_synaptic_event },
]);

export const summaryColumns: readonly Column<Summary>[] = Object.freeze([
  { head: 'ours', width: 17, value: row => shortName(row.ours) },
  { head: 'against', width: 28, value: row => row.rivals },
  { head: 'ratio of', width: 8, value: row => row.quantity },
  { head: 'cases', width: 5, value: row => row.cases },
  { head: 'mean', width: 6, value: row => row.geometric_mean },
  { head: 'worst', width: 6, value: row => row.worst },
  { head: 'worst case', width: 20, value: row => row.worst_case },
]);
