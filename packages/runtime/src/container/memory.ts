import type { Model } from '@rheobase/compiler';
import { nodeSizes, ValidationError } from '@rheobase/core';

interface NodeSystem {
  totalmem(): number;
}

declare const process: { constrainedMemory?(): number | undefined } | undefined;

const GIB = 2 ** 30;

/** Bytes of memory of this machine, or that this process is allowed; infinite where the platform does not say. */
async function memoryHere(): Promise<number> {
  const name = 'node:os';
  try {
    const system: NodeSystem = await import(/* @vite-ignore */ name);
    const allowed = (typeof process === 'undefined' ? undefined : process.constrainedMemory?.()) || Number.POSITIVE_INFINITY;
    return Math.min(system.totalmem(), allowed);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Bytes that any backend needs at least: what each node, neuron and probe gives, of each item. */
const leastBytes = (model: Model, batch: number, precision: 'float64' | 'float32'): number => {
  const given =
    model.ensembles.reduce((sum, { neurons }) => sum + neurons, 0) +
    model.probes.reduce((sum, { size }) => sum + size, 0) +
    model.nodes.reduce((sum, { record }) => sum + nodeSizes(record).sizeOut, 0);
  return batch * given * (precision === 'float64' ? 8 : 4);
};

/** Refuses a batch that has no place in the memory of this machine, before any of it is taken. */
export async function checkMemory(model: Model, batch: number, precision: 'float64' | 'float32'): Promise<void> {
  const needed = leastBytes(model, batch, precision);
  if (needed < GIB) return;
  const present = await memoryHere();
  if (needed <= present) return;
  const allowed = `${(present / GIB).toFixed(1)} GiB`;
  throw new ValidationError(
    `simulate: a batch of ${batch} of this network takes at least ${(needed / GIB).toFixed(1)} GiB, but there are ${allowed}; take a smaller batch`,
    { code: 'out-of-memory', given: batch, allowed },
  );
}
