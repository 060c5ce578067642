import { isDecoded, type Probe } from '@rheobase/core';
import type { Model, ModelProbe, ProbeTarget } from '@rheobase/model';
import type { DecoderCache } from '../decoders/decoder-cache.js';
import { buildDecoders } from '../decoders/decoders.js';
import type { TensorTable } from '../tensor-table.js';
import { objectOf, sliceOf } from './connection.js';

function targetOf({ target, attribute }: Probe): ProbeTarget {
  if (target.kind === 'connection') return { path: target.path, port: 'connection', attribute, slice: null };
  const object = objectOf(target);
  if (object.kind === 'rule') return { path: object.connection.path, port: 'rule', rule: object.index, attribute, slice: sliceOf(target) };
  const port = object.kind === 'current' ? 'neurons' : object.kind;
  const solved = attribute === 'decoded' && isDecoded(target);
  return { path: object.path, port, attribute, slice: solved ? null : sliceOf(target) };
}

/** A probe; one on a decoded value gets decoders of its own. */
export function buildProbe(probe: Probe, model: Model, table: TensorTable, cache: DecoderCache): ModelProbe {
  const { path, target, attribute, solver, seed } = probe;
  const object = target.kind === 'connection' ? null : objectOf(target);
  const decoded =
    object?.kind === 'ensemble' && attribute === 'decoded' && target.kind !== 'connection' && isDecoded(target)
      ? buildDecoders(
          {
            path,
            ensemble: object,
            slice: sliceOf(target),
            function: null,
            targets: null,
            evalPoints: null,
            scaleEvalPoints: true,
            solver,
            seed,
            size: probe.size,
            through: null,
          },
          model,
          table,
          cache,
        )
      : null;
  return Object.freeze({
    path,
    target: targetOf(probe),
    size: probe.size,
    decoders: decoded?.decoders ?? null,
    solve: decoded?.solve ?? null,
    synapse: probe.synapse,
    sampleEvery: probe.sampleEvery,
    keep: probe.keep,
  });
}
