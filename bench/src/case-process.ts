/**
 * Times one case in a process of its own and prints its record as one line; started by `measureInProcess`.
 *
 *     node bench/dist/case-process.js CASE SUITE BACKEND PRECISION THREADS BATCH|own [MNIST]
 */
import { RheobaseError } from '@rheobase/core';
import { backendNamed } from './backends.js';
import { suites } from './cases/benchmark.js';
import { caseNamed } from './cases/catalog.js';
import { measureNetwork } from './measure/measure-network.js';
import { measureTraining } from './measure/measure-training.js';

const [name = '', suite, backend = '', precision, threads = '1', batch = 'own', mnist = null] = process.argv.slice(2);
try {
  const found = caseNamed(
    name,
    suites.find(each => each === suite),
  );
  const options = {
    backend: backendNamed(backend),
    precision: precision === 'float32' ? 'float32' : 'float64',
    threads: Number(threads),
    batch: batch === 'own' ? null : Number(batch),
    mnist,
  } as const;
  const record = found.suite === 'train' ? await measureTraining(found, options) : await measureNetwork(found, options);
  process.stdout.write(`${JSON.stringify(record)}\n`);
} catch (error) {
  if (!(error instanceof RheobaseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
