import { Fields } from '@rheobase/core';
import type { ModelProbe, ProbeTarget } from '@rheobase/model';
import { goldenState, spikeAmplitude } from '../golden/neuron-type.js';
import { goldenRows, goldenSlice, type Rows } from '../golden/numbers.js';
import { synapseAt } from '../golden/synapse.js';
import type { Places } from './places.js';
import type { TensorTable } from './tensor-table.js';

/** A probe of a golden file and what it must record. */
export interface GoldenProbe {
  readonly probe: ModelProbe;
  /** One row a record. */
  readonly expected: Rows;
  /** For the unfiltered output of spiking neurons: what one spike in a step counts, times dt. */
  readonly spike: number | null;
}

const attributes: Readonly<Record<string, string>> = {
  decoded_output: 'decoded',
  scaled_encoders: 'scaledEncoders',
  pre_filtered: 'preFiltered',
  post_filtered: 'postFiltered',
};

function target(at: Fields): ProbeTarget {
  const port = at.oneOf('port', ['node', 'ensemble', 'neurons', 'connection', 'learning_rule']);
  const [path, slice, attr] = [at.text('id'), goldenSlice(at), at.text('attr')];
  switch (port) {
    case 'neurons':
      return { path, port, attribute: attr === 'input' ? 'current' : goldenState(attr), slice };
    case 'learning_rule':
      return { path, port: 'rule', rule: at.number('rule'), attribute: attributes[attr] ?? attr, slice };
    case 'node':
    case 'ensemble':
    case 'connection':
      return { path, port, attribute: attributes[attr] ?? attr, slice };
  }
}

/** Number of values of a probe that records nothing in the steps of its case. */
function unrecordedSize(at: Fields, places: Places): number {
  const slice = goldenSlice(at);
  if (slice !== null) return slice.length;
  const port = at.text('port');
  if (port === 'connection' || port === 'learning_rule') throw Fields.wrong(`${at.where}.expected`, [], 'at least one record');
  const place = places(at);
  if (place.kind === 'node') return place.sizeOut;
  if (at.text('attr') === 'scaled_encoders') return place.neurons * place.dimensions;
  return port === 'neurons' ? place.neurons : place.dimensions;
}

export function goldenProbe(at: Fields, places: Places, table: TensorTable): GoldenProbe {
  const path = at.text('id');
  const reads = at.fields('target');
  const expected = goldenRows(at, 'expected');
  const synapse = synapseAt(at, 'synapse');
  const place = reads.text('port') === 'neurons' ? places(reads) : null;
  const unfiltered = synapse === null && reads.text('attr') === 'output';
  return {
    probe: {
      path,
      target: target(reads),
      size: expected.count > 0 ? expected.width : unrecordedSize(reads, places),
      decoders: at.has('weights') ? table.rows(`${path}.decoders`, goldenRows(at, 'weights')) : null,
      solve: null,
      synapse,
      sampleEvery: at.has('sample_every') ? at.number('sample_every') : null,
      keep: null,
    },
    expected,
    spike: unfiltered && place?.kind === 'ensemble' ? spikeAmplitude(place.neuronType) : null,
  };
}
