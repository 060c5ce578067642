import type { Samples } from '@rheobase/data';
import type { GoldenResult, GoldenSuite } from '../golden/golden-suite.js';
import { checkedBackend, judged, type OnBackend } from '../golden/on-backend.js';
import { closeness } from './close.js';
import { firstDeparture } from './compare.js';
import type { GoldenProbe } from './probes.js';
import { type GoldenSimulation, goldenSimulation } from './simulation.js';

/** Cases that float32 cannot follow, by name, and why: there a last bit decides. */
const sensitiveCases: Readonly<Record<string, string>> = Object.freeze({
  neuron_lif_exact_threshold: 'voltages meet the threshold exactly and a last bit decides whether they fire',
});

const isSimulation = (json: unknown): boolean => typeof json === 'object' && json !== null && 'kind' in json && json.kind === 'simulation';

async function outcome({ runtime, backend, precision = 'float64' }: OnBackend, path: string, json: unknown): Promise<GoldenResult> {
  const golden = goldenSimulation(json, path);
  const { model, dt, steps, probes } = golden;
  const name = path;
  using simulation = await runtime.simulate(model, { dt, precision, ...(backend === undefined ? {} : { backend }) });
  await simulation.runSteps(steps);
  if (precision === 'float32') return inFloat32(golden, name, probe => simulation.data(probe.probe.path));
  const [first, ...more] = probes.flatMap(probe => firstDeparture(probe, simulation.data(probe.probe.path), golden) ?? []);
  return first ? { name, status: 'failed', failure: first, ...(more.length === 0 ? {} : { more }) } : { name, status: 'passed' };
}

/** A case by class E2; where float32 cannot be that close for a reason, the reason is noted and nothing is held. */
function inFloat32(golden: GoldenSimulation, name: string, dataOf: (probe: GoldenProbe) => Samples): GoldenResult {
  const found = golden.probes.map(probe => closeness(probe, dataOf(probe), golden));
  const [first] = found.flatMap(({ failure }) => failure ?? []);
  const reason = sensitiveCases[golden.name];
  const apart = found.reduce((sum, { spikes }) => sum + (spikes?.apart ?? 0), 0);
  const all = found.reduce((sum, { spikes }) => sum + (spikes?.all ?? 0), 0);
  const spikes = apart === 0 ? [] : [`spikes that differ: ${apart}, of ${all}`];
  if (first !== undefined && reason === undefined) return { name, status: 'failed', failure: first };
  const notes = [...(first === undefined || reason === undefined ? [] : [`sensitive, as ${reason}: ${first}`]), ...spikes];
  return { name, status: 'passed', ...(notes.length === 0 ? {} : { note: notes.join('; ') }) };
}

/** Whole networks: each file is one case, run on a backend and compared probe by probe. */
export const simulationSuite = (on: OnBackend): GoldenSuite => {
  const checked = checkedBackend('simulationSuite', on);
  return {
    id: 'simulations',
    matches: (_path, json) => isSimulation(json),
    run: async (path, json) => [await judged(path, () => outcome(checked, path, json))],
  };
};
