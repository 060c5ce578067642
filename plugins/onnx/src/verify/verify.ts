import { createRequire } from 'node:module';
import { knownOptions, oneOf, optionNames, SimulationError, UnsupportedError } from '@rheobase/core';
import { evaluateOnnx, type OnnxInput, type OnnxModel, readOnnx } from '../index.js';
import { requireLegacy } from './legacy.js';
import { runThread, type ThreadResults, type ThreadTensor } from './thread.js';

/** What is cross-checked, and against what. */
export interface VerifyOptions {
  /** Data for every graph input, as for `evaluateOnnx`; any batch size where the graph leaves it open. */
  readonly inputs: ReadonlyMap<string, OnnxInput>;
  /** The other runtime. */
  readonly runtime: 'onnxjs';
  /** Seconds after which the other runtime is stopped; 60 by default. */
  readonly timeLimit?: number;
}

const names = optionNames<VerifyOptions>({ inputs: true, runtime: true, timeLimit: true });

/** The outcome of a cross-check. */
export interface Verification {
  readonly runtime: 'onnxjs';
  /** The largest absolute difference between the two, over all outputs and elements. */
  readonly maxDifference: number;
  /** What the other runtime computed, by output name, in float32 precision. */
  readonly outputs: ReadonlyMap<string, OnnxInput>;
}

/**
 * Runs a model in an independent runtime and compares with `evaluateOnnx`. onnxjs 0.1.8 serves models of opset 10 and below; it has to be
 * installed beside this package, and needs Node. Throws UnsupportedError when it is missing or cannot run the model, SimulationError when it
 * fails or takes too long, ValidationError for inputs that do not fit, ImportError for bytes that are no model.
 */
export const verifyOnnx = async (bytes: Uint8Array, options: VerifyOptions): Promise<Verification> => {
  knownOptions('verifyOnnx', options, names);
  oneOf('verifyOnnx', 'runtime', options.runtime, ['onnxjs']);
  const model = readOnnx(bytes);
  requireLegacy(model);
  const expected = evaluateOnnx(model, options.inputs);
  const modulePath = findModule();
  const runs = splitBatch(model, options.inputs);
  const results = await runThread(modulePath, bytes, runs, options.timeLimit ?? 60);
  const outputs = new Map<string, OnnxInput>();
  let maxDifference = 0;
  for (const [name, { shape, data }] of expected) {
    const found = joinOutput(results, name);
    if (found.length !== data.length) {
      throw new SimulationError(`onnxjs made ${found.length} elements of the output "${name}", not ${data.length}.`, {
        code: 'size-mismatch',
        object: name,
        given: found.length,
        allowed: String(data.length),
      });
    }
    outputs.set(name, { shape, data: found });
    data.forEach((value, index) => {
      const difference = Math.abs(value - (found[index] ?? Number.NaN));
      // NaN is the largest difference of all.
      if (!(difference <= maxDifference)) maxDifference = difference;
    });
  }
  return { runtime: 'onnxjs', maxDifference, outputs };
};

const findModule = (): string => {
  try {
    return createRequire(import.meta.url).resolve('onnxjs');
  } catch {
    throw new UnsupportedError('onnxjs is not installed: run `npm install onnxjs@0.1.8` to verify with it.', {
      code: 'missing-runtime',
      object: 'onnxjs',
      allowed: 'onnxjs@0.1.8',
    });
  }
};

/** One set of inputs per image where the graph leaves the batch open, since onnxjs convolves only the first image of a batch. */
const splitBatch = (model: OnnxModel, inputs: ReadonlyMap<string, OnnxInput>): ThreadTensor[][] => {
  const declared = model.graph.inputs.map(({ name, shape }) => ({
    open: typeof shape?.[0] === 'string',
    ...(inputs.get(name) ?? { shape: [], data: [] }),
  }));
  const batch = declared.every(({ open }) => open) ? (declared[0]?.shape[0] ?? 1) : 1;
  return Array.from({ length: batch }, (_, image) =>
    declared.map(({ open, shape, data }) => {
      const size = data.length / batch;
      return {
        shape: open ? [1, ...shape.slice(1)] : shape,
        data: Float32Array.from({ length: size }, (_, index) => data[image * size + index] ?? 0),
      };
    }),
  );
};

const joinOutput = (results: ThreadResults, name: string): Float64Array =>
  Float64Array.from(results.flatMap(outputs => [...(outputs.find(output => output.name === name)?.data ?? [])]));
