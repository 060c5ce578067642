import { ValidationError } from '@rheobase/core';
import { createRuntime, type EngineOptions, type Plugin, type Runtime, reference } from 'rheobase';

export type Precision = EngineOptions['precision'];

/** A backend that can be timed, loaded only when it is asked for. */
interface TimedBackend {
  readonly precisions: readonly Precision[];
  load(): Promise<readonly Plugin[]>;
}

const backends = Object.freeze({
  wasm: { precisions: ['float64', 'float32'], load: async () => [(await import('@rheobase/plugin-wasm')).wasm()] },
  reference: { precisions: ['float64'], load: async () => [reference()] },
  'fixed-point': {
    precisions: ['float64'],
    load: async () => [reference(), (await import('@rheobase/plugin-fixed-point')).fixedPoint()],
  },
} as const satisfies Readonly<Record<string, TimedBackend>>);

export type BackendName = keyof typeof backends;

export const backendNames: readonly string[] = Object.freeze(Object.keys(backends));

/** What `npm run bench` times unless told otherwise. */
export const DEFAULT_BACKEND: BackendName = 'wasm';

const isBackend = (name: string): name is BackendName => Object.hasOwn(backends, name);

/** `ValidationError` lists the backends there are. */
export function backendNamed(name: string): BackendName {
  if (isBackend(name)) return name;
  throw new ValidationError(`there is no backend '${name}'; there are ${backendNames.join(', ')}`, {
    code: 'unknown-name',
    given: name,
    allowed: backendNames.join(', '),
  });
}

/** In which precisions a backend computes. */
export const precisionsOf = (name: BackendName): readonly Precision[] => backends[name].precisions;

/** A runtime with the backend. */
export const runtimeWith = async (name: BackendName): Promise<Runtime> => createRuntime(...(await backends[name].load()));

/** How a record names a backend. */
export const systemName = (backend: BackendName, precision: Precision): string => `rheobase-${backend}-${precision}`;
