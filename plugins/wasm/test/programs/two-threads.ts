import { build } from '@rheobase/build';
import { samplesOf } from '@rheobase/data';
import { createRuntime } from '@rheobase/runtime';
import { wasm } from '../../src/index.js';
import { apart } from '../threads-networks.js';

/** Runs on one thread and on three; says whether all is the same. What it leaves undisposed of must not keep the process. */
const model = await build(apart());
const warnings: string[] = [];
const runtime = await createRuntime(wasm(), { warn: message => warnings.push(message) });
const inputs = {
  in: samplesOf(
    [1, 50, 2],
    Float64Array.from({ length: 100 }, (_, i) => i / 100),
  ),
  unread: samplesOf([1, 50, 1], new Float64Array(50)),
};
const run = async (threads: number) => {
  const simulation = await runtime.simulate(model, { inputs, threads });
  await simulation.runSteps(50);
  return simulation;
};
using one = await run(1);
const three = await run(3);
using disposed = await run(3);
const same = model.probes.every(({ path }) =>
  three.data(path).data.every((value, i) => Object.is(value, one.data(path).data[i]) && Object.is(value, disposed.data(path).data[i])),
);
console.log(same && warnings.length === 0 ? 'the same' : `not the same; ${warnings.join()}`);
