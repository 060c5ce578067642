import { ValidationError } from '@rheobase/core';
import { reference } from '@rheobase/plugin-reference';
import { createRuntime, type Plugin, type Runtime } from '@rheobase/runtime';
import type { Terminal } from './terminal.js';

/** The plugins that bring a backend; each is loaded only when it is asked for. */
const plugins: Readonly<Record<string, () => Promise<readonly Plugin[]>>> = Object.freeze({
  reference: async () => [],
  wasm: async () => [(await import('@rheobase/plugin-wasm')).wasm()],
  tfjs: async () => [(await import('@rheobase/plugin-tfjs')).tfjs()],
  'fixed-point': async () => [(await import('@rheobase/plugin-fixed-point')).fixedPoint()],
});

export const backendNames: readonly string[] = Object.freeze(Object.keys(plugins));

/** A runtime with the reference backend and the one named; warnings are notes on the terminal. */
export async function runtimeWith(backend: string, terminal: Terminal): Promise<Runtime> {
  const load = Object.hasOwn(plugins, backend) ? plugins[backend] : undefined;
  if (!load) {
    throw new ValidationError(`there is no backend '${backend}'; there are ${backendNames.join(', ')}`, {
      code: 'unknown-name',
      given: backend,
      allowed: backendNames.join(', '),
    });
  }
  return createRuntime(reference(), ...(await load()), { warn: message => terminal.err(`rheobase: ${message}\n`) });
}
