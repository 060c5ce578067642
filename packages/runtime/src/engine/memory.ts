import { nodeSizes, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';

declare const process: { availableMemory?(): number; constrainedMemory?(): number | undefined } | undefined;

/** Bytes that this process can still have; infinite where the platform does not say, as in browsers. */
export function availableMemory(): number {
  if (typeof process === 'undefined') return Number.POSITIVE_INFINITY;
  return process.availableMemory?.() || process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
}

const GIB = 2 ** 30;

/** Bytes that any backend needs at least: what each node and neuron takes in and gives, and each probe, of each item. */
const leastBytes = (model: Model, batch: number, precision: 'float64' | 'float32'): number => {
  const given =
    model.ensembles.reduce((sum, { neurons }) => sum + 2 * neurons, 0) +
    model.probes.reduce((sum, { size }) => sum + size, 0) +
    model.nodes.reduce((sum, { record }) => sum + nodeSizes(record).sizeIn + nodeSizes(record).sizeOut, 0);
  return batch * given * (precision === 'float64' ? 8 : 4);
};

/** Refuses a batch that has no place in memory, before any of it is taken. */
export function checkMemory(model: Model, batch: number, precision: 'float64' | 'float32'): void {
  const needed = leastBytes(model, batch, precision);
  const available = needed < GIB ? GIB : availableMemory();
  if (needed <= available) return;
  const allowed = `${(available / GIB).toFixed(1)} GiB`;
  throw new ValidationError(
    `simulate: a batch of ${batch} of this network takes at least ${(needed / GIB).toFixed(1)} GiB, but there are ${allowed} left; take a smaller batch`,
    { code: 'out-of-memory', given: batch, allowed },
  );
}
