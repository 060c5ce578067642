import type { GoldenResult, GoldenSuite } from '@rheobase/core/golden';
import { judged, type OnBackend } from '../runner/on-backend.js';
import { firstDeparture } from './compare.js';
import { goldenSimulation } from './simulation.js';

const isSimulation = (json: unknown): boolean => typeof json === 'object' && json !== null && 'kind' in json && json.kind === 'simulation';

async function outcome({ runtime, backend }: OnBackend, path: string, json: unknown): Promise<GoldenResult> {
  const golden = goldenSimulation(json, path);
  const { model, dt, steps, probes } = golden;
  const name = path;
  using simulation = await runtime.simulate(model, { dt, ...(backend === undefined ? {} : { backend }) });
  await simulation.runSteps(steps);
  const [first, ...more] = probes.flatMap(probe => firstDeparture(probe, simulation.data(probe.probe.path), golden) ?? []);
  return first ? { name, status: 'failed', failure: first, ...(more.length === 0 ? {} : { more }) } : { name, status: 'passed' };
}

/** Whole networks: each file is one case, run on a backend and compared probe by probe. */
export const simulationSuite = (on: OnBackend): GoldenSuite => ({
  id: 'simulations',
  matches: (_path, json) => isSimulation(json),
  run: async (path, json) => [await judged(path, () => outcome(on, path, json))],
});
