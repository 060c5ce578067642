import { build } from '@rheobase/build';
import { SimulationError } from '@rheobase/core';
import { lower } from '@rheobase/program';
import { describe, expect, test } from 'vitest';
import { WasmEngine } from '../src/engine/wasm-engine.js';
import { compileSimulator } from '../src/machine/machine.js';
import { planProgram } from '../src/plan/plan-program.js';
import { inOneCall } from '../src/plan/table/plan.js';
import { Remote } from '../src/threads/remote.js';
import { type PlatformWorker, type StartWorker, workerStarter } from '../src/threads/worker/platform.js';
import { channel } from './threads-networks.js';

const rows = (steps: number) => ({ steps, inputs: new Map([['in', new Float64Array(2 * steps).fill(0.4)]]), records: new Map() });

/** An engine whose steps a worker makes, and the workers that were started for it. */
async function remote(start: StartWorker | null = null) {
  const starter = start ?? (await workerStarter());
  if (!starter) throw new Error('there are no workers here');
  const started: PlatformWorker[] = [];
  const program = lower(await build(channel()), { dt: 0.001 });
  const plan = planProgram(program, 'float64', 1);
  const compiled = await compileSimulator();
  const engine = new WasmEngine(program, plan, compiled);
  const table = inOneCall(plan);
  if (!table) throw new Error('the host has a share in it');
  const own: StartWorker = listener => {
    const worker = starter(listener);
    started.push(worker);
    return worker;
  };
  return { engine, plan, started, remote: new Remote({ engine, plan, compiled, table, start: own, name: 'worker 1 of 1' }) };
}

describe('a worker', () => {
  test('that ends in the midst of a run rejects it, by name; the next run has another', async () => {
    const platform = await workerStarter();
    let doomed = false;
    const {
      engine,
      remote: away,
      started,
    } = await remote(listener => {
      const worker = platform?.(listener);
      if (!worker) throw new Error('there are no workers here');
      const post: PlatformWorker['post'] = (message, transfer) => (doomed ? worker.end() : worker.post(message, transfer));
      return { ...worker, post };
    });
    await away.ready();
    await away.run(rows(10));
    const before = engine.snapshot();
    doomed = true;
    const broken = away.run(rows(5));
    await expect(broken).rejects.toThrow('worker 1 of 1 failed: it ended with exit code 1');
    await expect(broken).rejects.toBeInstanceOf(SimulationError);
    doomed = false;
    engine.restore(before);
    away.changed();
    await away.ready();
    expect(started).toHaveLength(2);
    await away.run(rows(10));
    const { engine: straight } = await remote();
    straight.run(rows(20));
    expect(engine.signal('decoded')).toEqual(straight.signal('decoded'));
    away.end();
  });

  test('that cannot do what it is told says why', async () => {
    const { engine, remote: away, plan } = await remote();
    engine.memory.words(plan.table.at, 1).fill(9999);
    await away.ready();
    await expect(away.run(rows(3))).rejects.toThrow(/worker 1 of 1 failed: RuntimeError/);
    await away.ready();
    away.end();
  });

  test('that the platform does not start is an error that says what to do', async () => {
    const { remote: away } = await remote(() => {
      throw new Error('refused by a policy');
    });
    await expect(away.ready()).rejects.toThrow(
      'worker 1 of 1 could not be started: Error: refused by a policy; run on one thread (threads: 1)',
    );
  });

  test('holds the process while it works, and no longer', async () => {
    const held: boolean[] = [];
    const platform = await workerStarter();
    const { remote: away } = await remote(listener => {
      const worker = platform?.(listener);
      if (!worker) throw new Error('there are no workers here');
      return {
        ...worker,
        hold(waits) {
          held.push(waits);
          worker.hold(waits);
        },
      };
    });
    await away.ready();
    await away.run(rows(3));
    away.end();
    expect(held).toEqual([true, false, true, false]);
  });
});
