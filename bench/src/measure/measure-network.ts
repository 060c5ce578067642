import { build } from 'rheobase';
import { runtimeWith, systemName } from '../backends.js';
import type { NetworkBenchmark } from '../cases/benchmark.js';
import { median } from '../statistics.js';
import { stepActivity } from './activity.js';
import type { MeasureOptions } from './options.js';
import { digits, maxRss, secondsSince } from './quantities.js';
import { type BenchRecord, benchRecord } from './record.js';

/** Steps before the clock starts. */
const WARM_UP = 50;
const RUNS = 3;

/**
 * Times one network in this process: from Network to simulation, then three runs after a warm-up. Spikes are counted afterwards, on a copy
 * that is probed, so that probes cost the timed runs nothing.
 */
export async function measureNetwork(benchmark: NetworkBenchmark, options: MeasureOptions): Promise<BenchRecord> {
  const { steps, rateSteps, dt } = benchmark;
  const { precision, threads } = options;
  const batch = options.batch ?? benchmark.batch;
  const backend = benchmark.suite === 'fixed-point' ? 'fixed-point' : options.backend;
  const network = benchmark.make();
  await using runtime = await runtimeWith(backend);
  const simulateOptions = { backend, precision, threads, dt, batch };
  const begin = performance.now();
  const model = await build(network, { dt });
  using sim = await runtime.simulate(model, simulateOptions);
  const buildSeconds = digits(secondsSince(begin), 4);
  const neurons = model.ensembles.reduce((sum, ensemble) => sum + ensemble.neurons, 0);
  const known = { case: benchmark.name, system: systemName(backend, precision), neurons, build_s: buildSeconds };
  if (steps === 0) return benchRecord({ ...known, max_rss_mb: maxRss() });
  await sim.runSteps(WARM_UP);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await sim.runSteps(steps);
    times.push(secondsSince(start));
  }
  const perSecond = steps / median(times);
  const timed = {
    ...known,
    steps,
    steps_per_s: digits(perSecond, 1),
    neuron_updates_per_s: Math.round(perSecond * neurons * batch),
    max_rss_mb: maxRss(),
  };
  const active =
    rateSteps === 0 ? null : await stepActivity(runtime, model, simulateOptions, { from: WARM_UP + RUNS * steps, steps: rateSteps });
  return benchRecord(
    active
      ? { ...timed, mean_rate_hz: digits(active.meanRateHz, 2), synaptic_events_per_s: Math.round(perSecond * active.synapticEvents) }
      : timed,
  );
}
