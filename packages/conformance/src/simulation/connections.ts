import { Fields, transformSizes } from '@rheobase/core';
import type { ModelConnection, SourceRef, TargetRef } from '@rheobase/model';
import { each, goldenRows, goldenSlice } from '../golden/numbers.js';
import { synapseAt } from '../golden/synapse.js';
import { goldenFunction } from './functions.js';
import type { Places } from './places.js';
import { goldenRule } from './rules.js';
import type { TensorTable } from './tensor-table.js';
import { goldenTransform } from './transforms.js';

function source(at: Fields): SourceRef {
  const port = at.oneOf('port', ['decoded', 'neurons', 'output']);
  // What a decoded connection sees of the ensemble is already in its weights.
  return { path: at.text('id'), port, slice: port === 'decoded' ? null : goldenSlice(at) };
}

function target(at: Fields): TargetRef {
  const port = at.oneOf('port', ['input', 'neurons', 'current', 'learning_rule']);
  const [path, slice] = [at.text('id'), goldenSlice(at)];
  return port === 'learning_rule' ? { path, port: 'rule', rule: at.number('rule'), slice } : { path, port, slice };
}

/** Number of values that a source gives after its slice. */
function sourceSize(at: Fields, places: Places): number {
  const slice = goldenSlice(at);
  if (slice !== null) return slice.length;
  const place = places(at);
  if (place.kind === 'node') return place.sizeOut;
  return at.text('port') === 'output' ? place.dimensions : place.neurons;
}

/** Number of values that a target takes after its slice; null for a learning rule, which takes what comes. */
function targetSize(at: Fields, places: Places): number | null {
  const slice = goldenSlice(at);
  if (slice !== null) return slice.length;
  if (at.text('port') === 'learning_rule') return null;
  const place = places(at);
  if (place.kind === 'node') return place.sizeIn;
  return at.text('port') === 'input' ? place.dimensions : place.neurons;
}

/** How many values a function makes: as many as the transform after it takes, or the target where there is none. */
function functionSize(at: Fields, places: Places): number {
  const transform = at.fields('transform');
  if (transform.text('kind') === 'dense') return goldenRows(transform, 'matrix').width;
  if (transform.text('kind') === 'sparse') return transform.numbers('shape')[1] ?? 0;
  if (transform.has('input_shape')) return transform.numbers('input_shape').reduce((product, length) => product * length, 1);
  const size = targetSize(at.fields('post'), places);
  if (size === null) throw Fields.wrong(`${at.where}.transform`, transform.text('kind'), 'one that tells the size of the function');
  return size;
}

/**
 * A connection of a golden file. The format multiplies decoders, transform and (for currents) post encoders into the one matrix `weights`,
 * the Model keeps them apart: the matrix stands as the decoders, with no transform, and a target `current` takes it without a gain.
 */
export function goldenConnection(at: Fields, places: Places, table: TensorTable): ModelConnection {
  const path = at.text('id');
  const [pre, post] = [at.fields('pre'), at.fields('post')];
  const decoders = at.has('weights') ? goldenRows(at, 'weights') : null;
  const made = at.has('function') && decoders === null ? functionSize(at, places) : null;
  const given = made ?? sourceSize(pre, places);
  const transform = decoders === null ? goldenTransform(at.fields('transform'), path, given, table) : null;
  return {
    path,
    pre: source(pre),
    post: target(post),
    function: made === null ? null : { ref: goldenFunction(at, 'function', made), sizeOut: made },
    decoders: decoders === null ? null : table.rows(`${path}.decoders`, decoders),
    solve: null,
    transform,
    synapse: synapseAt(at, 'synapse'),
    delaySteps: 0,
    rules: at.has('learning_rules') ? each(at, 'learning_rules').map(goldenRule) : [],
    sizeOut: decoders?.count ?? (transform === null ? given : transformSizes(transform).sizeOut),
  };
}
