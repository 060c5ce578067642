import { lower } from '@rheobase/compiler';
import { referenceKernels } from '@rheobase/plugin-reference';
import { type Backend, backendPlugin, createRuntime, type Engine, interpret } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { everything, recorded, simulate, wave } from './models.js';

/** The reference, made to run many steps in one call. */
class Chunked implements Backend {
  readonly name = 'chunked';
  readonly equivalence = 'E0';
  calls = 0;

  refusals() {
    return [];
  }

  compile(...[model, options]: Parameters<Backend['compile']>): Engine {
    const engine = interpret(lower(model, options), referenceKernels, options);
    return {
      ...engine,
      run: ({ steps, inputs, records }) => {
        this.calls += 1;
        for (let k = 0; k < steps; k++) {
          for (const [path, rows] of inputs) engine.setInput(path, rows.slice((k * rows.length) / steps, ((k + 1) * rows.length) / steps));
          engine.step();
          for (const [path, out] of records) out.set(engine.signal(path), (k * out.length) / steps);
        }
      },
    };
  }
}

describe('an engine that runs many steps in one call', () => {
  it('is asked for whole chunks and gives the records of step after step', async () => {
    const model = await everything();
    const backend = new Chunked();
    const runtime = await createRuntime(backendPlugin({ name: 'chunked', version: '1', create: () => backend }));
    const inputs = wave(2, 600, 2);
    using fast = await runtime.simulate(model, { inputs });
    using plain = await simulate(model, { inputs });
    await fast.runSteps(600);
    await plain.runSteps(600);
    expect(backend.calls).toBe(3);
    expect(fast.step).toBe(600);
    expect(recorded(model, fast)).toEqual(recorded(model, plain));
  });
});
