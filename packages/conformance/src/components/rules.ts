import { defaultEvalPointCount } from '@rheobase/build';
import { type Fields, tensor } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference } from '../golden/first-difference.js';
import type { GoldenResult } from '../golden/golden-suite.js';
import { judged, type OnBackend } from '../golden/on-backend.js';

/** A table that counts steps, and a probe that keeps those it samples. */
function countingModel(steps: number, sampleEvery: number): Model {
  const count = tensor(
    [steps, 1],
    Array.from({ length: steps }, (_, k) => k + 1),
  );
  return {
    version: 1,
    tensors: new Map([['step', count]]),
    nodes: [{ path: 'step', record: { type: 'table', size: 1, values: 'step' } }],
    ensembles: [],
    connections: [],
    probes: [
      {
        path: 'probe',
        target: { path: 'step', port: 'node', attribute: 'output', slice: null },
        size: 1,
        decoders: null,
        solve: null,
        synapse: null,
        sampleEvery,
        keep: null,
      },
    ],
    hints: {},
  };
}

async function computed({ runtime, backend }: OnBackend, at: Fields): Promise<ArrayLike<number>> {
  const rule = at.oneOf('rule', ['default_n_eval_points', 'run_steps', 'sampled_steps']);
  const named = backend === undefined ? {} : { backend };
  switch (rule) {
    case 'default_n_eval_points':
      return [defaultEvalPointCount(at.number('n_neurons'), at.number('dimensions'))];
    case 'run_steps': {
      using simulation = await runtime.simulate(countingModel(1, at.number('dt')), { dt: at.number('dt'), ...named });
      await simulation.run(at.number('time'));
      return [simulation.step];
    }
    case 'sampled_steps': {
      const steps = at.number('n_steps');
      using simulation = await runtime.simulate(countingModel(steps, at.number('sample_every')), { dt: at.number('dt'), ...named });
      await simulation.runSteps(steps);
      return simulation.data('probe').data;
    }
  }
}

const named = (at: Fields): string => {
  const settings = at.names().filter(name => name !== 'rule' && name !== 'value');
  return `${at.text('rule')} ${settings.map(name => `${name}=${at.number(name)}`).join(' ')}`;
};

/** Component `rules`: number of evaluation points, steps that a time makes, steps that a probe samples. */
export const rulesCheck =
  (on: OnBackend): ComponentCheck =>
  ({ cases, tolerance }) =>
    Promise.all(
      cases.map(at =>
        judged(named(at), async (): Promise<GoldenResult> => {
          const expected = Array.isArray(at.raw('value')) ? at.numbers('value') : [at.number('value')];
          const failure = firstDifference(at.text('rule'), await computed(on, at), expected, tolerance);
          return failure ? { name: named(at), status: 'failed', failure } : { name: named(at), status: 'passed' };
        }),
      ),
    );
