import { reference } from '@rheobase/plugin-reference';
import { wasm } from '@rheobase/plugin-wasm';
import { createRuntime as bareRuntime, type Plugin, pluginsAndOptions, type Runtime, type RuntimeOptions } from '@rheobase/runtime';

/**
 * A runtime with the usual backends, `wasm` and `reference`, and with the plugins given, as in `createRuntime(tfjs())`. A usual one that is
 * given takes its place, as in `createRuntime(wasm({ activity: print }))`. Options may follow the plugins.
 *
 * A simulation that names no backend runs on `wasm`, in float64 with the bits of `reference`; on `reference` where WebAssembly cannot run,
 * with a warning that says why.
 */
export async function createRuntime(...given: readonly Plugin[] | readonly [...Plugin[], RuntimeOptions]): Promise<Runtime> {
  const { plugins, options } = pluginsAndOptions(given);
  const usual = [reference(), wasm()].filter(({ name }) => plugins.every(plugin => plugin.name !== name));
  return bareRuntime(...usual, ...plugins, { preferred: ['wasm', 'reference'], ...options });
}
