import { type Fields, tensor, transformSizes } from '@rheobase/core';
import { checkModel, type Model } from '@rheobase/model';
import type { ComponentCheck } from '../golden/component-suite.js';
import { firstDifference } from '../golden/first-difference.js';
import type { GoldenResult } from '../golden/golden-suite.js';
import { judged, type OnBackend } from '../golden/on-backend.js';
import { tensorTable } from '../simulation/tensor-table.js';
import { goldenTransform } from '../simulation/transforms.js';

/** A constant that goes through the transform of a case into a node. */
function transformModel(at: Fields): Model {
  const table = tensorTable();
  const input = at.numbers('input');
  const transform = goldenTransform(at.fields('transform'), 'edge', input.length, table);
  const size = transform === null ? input.length : transformSizes(transform).sizeOut;
  table.keep('input', tensor([input.length], input));
  const model: Model = {
    version: 1,
    tensors: table.tensors,
    nodes: [
      { path: 'in', record: { type: 'constant', size: input.length, value: 'input' } },
      { path: 'out', record: { type: 'passthrough', size } },
    ],
    ensembles: [],
    connections: [
      {
        path: 'edge',
        pre: { path: 'in', port: 'output', slice: null },
        post: { path: 'out', port: 'input', slice: null },
        function: null,
        decoders: null,
        solve: null,
        transform,
        synapse: null,
        delaySteps: 0,
        rules: [],
        sizeOut: size,
      },
    ],
    probes: [
      {
        path: 'probe',
        target: { path: 'out', port: 'node', attribute: 'output', slice: null },
        size,
        decoders: null,
        solve: null,
        synapse: null,
        sampleEvery: null,
        keep: null,
      },
    ],
    hints: {},
  };
  checkModel(model);
  return model;
}

/** Component `convolution`: flat inputs through convolutions and their transposes, run on a backend. */
export const convolutionCheck =
  ({ runtime, backend }: OnBackend): ComponentCheck =>
  ({ cases, tolerance }) =>
    Promise.all(
      cases.map((at, index) => {
        const transform = at.fields('transform');
        const name = `case ${index}: ${transform.text('kind')} of [${transform.numbers('input_shape')}]`;
        return judged(name, async (): Promise<GoldenResult> => {
          using simulation = await runtime.simulate(transformModel(at), backend === undefined ? {} : { backend });
          await simulation.runSteps(1);
          const failure = firstDifference('output', simulation.data('probe').data, at.numbers('output'), tolerance);
          return failure ? { name, status: 'failed', failure } : { name, status: 'passed' };
        });
      }),
    );
