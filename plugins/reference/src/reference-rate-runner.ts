import { knownOptions, optionNames, UnsupportedError } from '@rheobase/core';
import { readRows, type Samples, type Source, samplesOf } from '@rheobase/data';
import type { Model, ModelProbe } from '@rheobase/model';
import { lower, plainKernels } from '@rheobase/program';
import { inputNodes, interpret, type RateRunner, type RateRunnerOptions } from '@rheobase/runtime';

const probeOn = (path: string, neurons: number, attribute: 'current' | 'output'): ModelProbe => ({
  path: `${path}.rate-runner.${attribute}`,
  target: { path, port: 'neurons', attribute, slice: null },
  size: neurons,
  decoders: null,
  solve: null,
  synapse: null,
  sampleEvery: null,
  keep: null,
});

const names = optionNames<RateRunnerOptions>({ seed: true, firstItem: true });

/** Currents and outputs of a rate model without delays, in float64. */
export class ReferenceRateRunner implements RateRunner {
  readonly name = 'reference';

  async activations(
    model: Model,
    x: Source,
    options: RateRunnerOptions = {},
  ): Promise<ReadonlyMap<string, { readonly current: Samples; readonly output: Samples }>> {
    const { seed = 0, firstItem = 0 } = knownOptions('activations', options, names);
    const delayed = model.connections.find(c => c.synapse !== null || c.delaySteps > 0);
    const [input, ...others] = Array.from(inputNodes(model).keys());
    const filter = model.nodes.find(({ record }) => record.type === 'synapse' || record.type === 'process');
    if (delayed || filter || input === undefined || others.length > 0) {
      const what = delayed
        ? `connection ${delayed.path} delays`
        : filter
          ? `node ${filter.path} ${filter.record.type === 'process' ? 'runs a process' : 'filters'}`
          : `the model has ${others.length + (input === undefined ? 0 : 1)} input nodes`;
      throw new UnsupportedError(`activations need a model with one input node and no delays, but ${what}`, {
        code: 'refused',
        object: delayed?.path ?? filter?.path ?? '',
      });
    }
    const probes = model.ensembles.flatMap(({ path, neurons }) => [probeOn(path, neurons, 'current'), probeOn(path, neurons, 'output')]);
    const [batch, steps, size] = x.shape;
    const engine = interpret(lower({ ...model, probes }, { dt: 0.001, seed }), plainKernels, { batch: 1 });
    const results = new Map(
      model.ensembles.map(({ path, neurons }) => [
        path,
        { neurons, current: new Float64Array(batch * steps * neurons), output: new Float64Array(batch * steps * neurons) },
      ]),
    );
    const values = new Float64Array(size);
    for (let row = 0; row < batch * steps; row++) {
      // Pooling nodes may hold sums: each item starts afresh, and draws as the item that it is.
      if (row % steps === 0) engine.reset({ firstItem: firstItem + row / steps });
      const pending = readRows(x, Math.floor(row / steps), row % steps, (row % steps) + 1, values);
      if (pending !== undefined) await pending;
      engine.setInput(input, values);
      engine.step();
      for (const [path, { neurons, current, output }] of results) {
        current.set(engine.signal(probeOn(path, neurons, 'current').path), row * neurons);
        output.set(engine.signal(probeOn(path, neurons, 'output').path), row * neurons);
      }
    }
    engine.dispose();
    return new Map(
      Array.from(results, ([path, { neurons, current, output }]) => [
        path,
        { current: samplesOf([batch, steps, neurons], current), output: samplesOf([batch, steps, neurons], output) },
      ]),
    );
  }
}
