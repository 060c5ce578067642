import { SimulationError, ValidationError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { type Engine, type EngineOptions, inputNodes } from '@rheobase/runtime';
import { type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { forwardOf } from '../network/forward.js';
import { type Device, resumeDevice } from '../setup/device.js';
import { type ProbeFilter, probeFilter } from './probe-filter.js';

/** Items computed at once: what a step needs in memory does not grow with the batch. */
const AT_ONCE = 256;

/** A feed-forward rate model, one forward pass a step. Its only state is what filtered probes and inputs hold. */
export function tfjsEngine(model: Model, { batch, dt }: EngineOptions, device: Device): Engine {
  const forward = forwardOf(model, model.probes, [], 0);
  const sizes = inputNodes(model);
  const inputs = new Map(Array.from(sizes, ([path, size]) => [path, new Float32Array(batch * size)] as const));
  const signals = new Map(model.probes.map(({ path, size }) => [path, new Float32Array(batch * size)] as const));
  const filters = new Map<string, ProbeFilter>();
  for (const probe of model.probes) {
    const filter = probeFilter(probe, batch * probe.size, dt);
    if (filter) filters.set(probe.path, filter);
  }
  const parts = (): Float64Array[] => Array.from(filters.values(), ({ state }) => state);
  let disposed = false;

  const pass = (from: number, to: number): void => {
    const rows = (path: string, size: number): Tensor =>
      tensor2d((inputs.get(path) ?? new Float32Array(0)).subarray(from * size, to * size), [to - from, size]);
    const results = forward.run(to - from, new Map(Array.from(sizes, ([path, size]) => [path, rows(path, size)] as const)), new Map());
    for (const { path, size } of model.probes) {
      const found = results.get(path);
      if (found) signals.get(path)?.set(found.dataSync(), from * size);
    }
  };

  return {
    step(): void {
      if (disposed) throw new SimulationError('this engine has been disposed of; compile the model again', { code: 'disposed' });
      resumeDevice(device);
      for (let from = 0; from < batch; from += AT_ONCE) tidy(() => pass(from, Math.min(from + AT_ONCE, batch)));
      for (const [path, filter] of filters) filter.advance(signals.get(path) ?? []);
    },
    setInput(path: string, rows: Float64Array): void {
      const held = inputs.get(path);
      if (held && held.length === rows.length) {
        held.set(rows);
        return;
      }
      const known = Array.from(inputs.keys()).join(', ') || 'none';
      throw new ValidationError(
        held
          ? `input ${path} takes ${held.length} values for a batch of ${batch}, but ${rows.length} were given`
          : `'${path}' is not an input; the inputs are ${known}`,
        {
          code: held ? 'size-mismatch' : 'unknown-path',
          object: path,
          given: held ? rows.length : path,
          allowed: held ? String(held.length) : known,
        },
      );
    },
    signal(path: string): Float64Array | Float32Array {
      const found = filters.get(path)?.out ?? signals.get(path);
      if (found) return found;
      throw new ValidationError(
        `there is no signal '${path}'; this backend offers the probes ${Array.from(signals.keys()).join(', ') || 'none'}`,
        { code: 'unknown-signal', given: path },
      );
    },
    snapshot(): Uint8Array {
      const state = Float64Array.from(parts().flatMap(part => Array.from(part)));
      return new Uint8Array(state.buffer);
    },
    restore(bytes: Uint8Array): void {
      const length = parts().reduce((sum, part) => sum + part.length, 0);
      if (bytes.length !== 8 * length) {
        throw new SimulationError(
          `the snapshot holds ${bytes.length / 8} values, but this engine's state has ${length}; restore one of the same model and batch`,
          { code: 'foreign-snapshot', given: bytes.length / 8, allowed: String(length) },
        );
      }
      const state = new Float64Array(new Uint8Array(bytes).buffer);
      let at = 0;
      for (const part of parts()) {
        part.set(state.subarray(at, at + part.length));
        at += part.length;
      }
    },
    // Nothing is drawn while it runs.
    reseeds: true,
    reset(): void {
      for (const { state, out } of filters.values()) {
        state.fill(0);
        out.fill(0);
      }
    },
    toModel: () => model,
    dispose(): void {
      if (!disposed) forward.dispose();
      disposed = true;
    },
  };
}
