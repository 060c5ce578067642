import { Fields } from '@rheobase/core';
import { checkModel, type Model } from '@rheobase/model';
import { each } from '../golden/numbers.js';
import { goldenConnection } from './connections.js';
import { goldenEnsemble } from './ensembles.js';
import { goldenNode } from './nodes.js';
import { placesOf } from './places.js';
import { type GoldenProbe, goldenProbe } from './probes.js';
import { tensorTable } from './tensor-table.js';

/** A simulation case: a network with every draw in the file, and what each probe must record. */
export interface GoldenSimulation {
  readonly name: string;
  /** Length of a step, s. */
  readonly dt: number;
  readonly steps: number;
  readonly model: Model;
  readonly probes: readonly GoldenProbe[];
  readonly tolerance: { readonly atol: number; readonly rtol: number; readonly spikes: 'exact' | 'none' };
}

/**
 * Reads a golden simulation file (`kind: 'simulation'`, format 1) as a Model. What the file multiplies together, the Model keeps apart:
 * `weights` of a decoded connection or probe, which hold decoders, transform and for currents the post encoders with gain and radius, stand
 * as decoders without a transform; encoders, gain, bias and radius of ensembles are as they are in the file. Seeds are 0: nothing is drawn.
 *
 * `ImportError` names the place of a malformed file; `NotYet` tells what a Model cannot say.
 */
export function goldenSimulation(json: unknown, path: string): GoldenSimulation {
  const golden = new Fields(json, path);
  if (golden.number('format') !== 1) throw Fields.wrong(`${path}.format`, golden.number('format'), '1');
  const places = placesOf(golden);
  const table = tensorTable();
  const probes = each(golden, 'probes').map(at => goldenProbe(at, places, table));
  const model: Model = Object.freeze({
    version: 1,
    tensors: table.tensors,
    nodes: each(golden, 'nodes').map(at => goldenNode(at, table)),
    ensembles: each(golden, 'ensembles').map(at => goldenEnsemble(at, table, golden.number('dt'))),
    connections: each(golden, 'connections').map(at => goldenConnection(at, places, table)),
    probes: probes.map(({ probe }) => probe),
    hints: {},
  });
  checkModel(model);
  const tolerance = golden.fields('tolerance');
  return {
    name: golden.text('name'),
    dt: golden.number('dt'),
    steps: golden.number('steps'),
    model,
    probes,
    tolerance: {
      atol: tolerance.number('atol'),
      rtol: tolerance.number('rtol'),
      spikes: tolerance.raw('spikes') === 'exact' ? 'exact' : 'none',
    },
  };
}
