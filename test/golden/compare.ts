import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import type { GoldenCase } from './golden-case.js';
import { goldenModel } from './golden-model.js';

/** Where a run departs from what a case expects. */
export interface Difference {
  readonly probe: string;
  readonly record: number;
  readonly got: number;
  readonly expected: number;
}

const within = (got: number, expected: number, { atol, rtol }: GoldenCase['tolerance']): boolean =>
  Math.abs(got - expected) <= atol + rtol * Math.abs(expected);

/** Runs a case on the reference backend: the first difference of each probe, and the differing spike counts of its unfiltered outputs. */
export async function differences(golden: GoldenCase): Promise<readonly Difference[]> {
  await using runtime = await createRuntime(reference());
  using simulation = await runtime.simulate(goldenModel(golden), { dt: golden.dt });
  await simulation.runSteps(golden.steps);
  return golden.probes.flatMap(probe => {
    const { shape, data } = simulation.data(probe.id);
    const flat = probe.expected.flat();
    if (shape[1] * shape[2] !== flat.length) return [{ probe: probe.id, record: -1, got: data.length, expected: flat.length }];
    const ensemble = golden.ensembles.find(e => e.id === probe.target.id);
    const spikes =
      probe.synapse === null &&
      probe.target.attr === 'output' &&
      ['LIF', 'SpikingRectifiedLinear'].includes(ensemble?.neuron_type.type ?? '');
    const amplitude = Number(ensemble?.neuron_type.amplitude ?? 1);
    const count = (output: number) => Math.round((output * golden.dt) / amplitude);
    const at = flat.findIndex((expected, i) => {
      const got = data[i] ?? Number.NaN;
      return !within(got, expected, golden.tolerance) || (spikes && count(got) !== count(expected));
    });
    return at < 0
      ? []
      : [{ probe: probe.id, record: Math.floor(at / shape[2]), got: data[at] ?? Number.NaN, expected: flat[at] ?? Number.NaN }];
  });
}
