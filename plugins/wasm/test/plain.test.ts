import { build } from '@rheobase/build';
import { describeBackend } from '@rheobase/conformance';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { wasm } from '../src/index.js';
import { BATCH, difference, inputsOf, ran, recorded, STEPS } from './running.js';
import { everything } from './vocabulary.js';

const plainly = createRuntime(wasm({ plain: true }));

describe('without WebAssembly', () => {
  describeBackend({ backend: 'wasm', plugins: () => [reference(), wasm({ plain: true })] }, { describe, it });
  describeBackend({ backend: 'wasm', plugins: () => [reference(), wasm({ plain: true })], precision: 'float32' }, { describe, it });

  it.each(everything)('%s has the bits of the module in both precisions', async (_, make) => {
    const model = await build(make());
    for (const precision of ['float64', 'float32'] as const) {
      using fast = await ran('wasm', model, precision);
      using plain = await (await plainly).simulate(model, { backend: 'wasm', precision, inputs: inputsOf(model), batch: BATCH });
      await plain.runSteps(STEPS);
      expect(difference(recorded(plain, model), recorded(fast, model))).toBeNull();
    }
  });
});
