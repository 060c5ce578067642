import { Worker } from 'node:worker_threads';
import { SimulationError, UnsupportedError } from '@rheobase/core';
import { workerSource } from './worker.js';

/** A tensor on its way to or from the thread. */
export interface ThreadTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** What a run gives: for each set of inputs its outputs by name. */
export type ThreadResults = readonly (readonly (ThreadTensor & { readonly name: string })[])[];

interface Answer {
  readonly results?: ThreadResults;
  readonly problem?: string;
}

/** Runs onnxjs in a thread that is ended in any case: by its answer, by its failure, or after the time limit. */
export const runThread = async (
  modulePath: string,
  bytes: Uint8Array,
  runs: readonly (readonly ThreadTensor[])[],
  timeLimit: number,
): Promise<ThreadResults> => {
  const worker = new Worker(workerSource, {
    eval: true,
    stdout: true,
    stderr: true,
    workerData: { modulePath, bytes, runs },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      timer = setTimeout(() => reject(failure(`did not answer within ${timeLimit} s`)), timeLimit * 1000);
      worker.once('message', (message: Answer) => resolve(message));
      worker.once('error', error => reject(failure(`failed: ${error.message}`)));
      worker.once('exit', code => reject(failure(`ended with exit code ${code}`)));
    });
    if (answer.results !== undefined) return answer.results;
    throw new UnsupportedError(`onnxjs 0.1.8 cannot run this model: ${answer.problem ?? 'no reason given'}.`, {
      code: 'unsupported-runtime',
      object: 'onnxjs',
      given: answer.problem,
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
};

const failure = (problem: string): SimulationError =>
  new SimulationError(`The onnxjs thread ${problem}.`, { code: 'runtime-failed', object: 'onnxjs' });
