import { knownOptions, optionNames, shown, ValidationError } from '@rheobase/core';
import { type Plugin, pluginContract } from '../plugin/plugin.js';

/** What may follow the plugins of a runtime. */
export interface RuntimeOptions {
  /** Takes warnings, each once; default the console. */
  readonly warn?: (message: string) => void;
  /**
   * Names of backends in the order in which they are tried when a simulation names none; names that the runtime lacks are passed over.
   * Default `['reference']`.
   */
  readonly preferred?: readonly string[];
}

const names = optionNames<RuntimeOptions>({ warn: true, preferred: true });

const isPlugin = (value: object): value is Plugin => 'load' in value;

const isList = (value: unknown): boolean => Array.isArray(value) && value.every(name => typeof name === 'string');

/** Rejects a plugin that is written for another contract than this package has, or says none. */
function checkContract({ name, version, contract }: Plugin): void {
  if (contract === pluginContract) return;
  const problem =
    contract === undefined
      ? `states no contract; write contract: ${pluginContract} beside its name, if it is written for this version of @rheobase/runtime`
      : `is written for contract ${contract}, but this version of @rheobase/runtime has contract ${pluginContract}; install versions of the two that agree`;
  throw new ValidationError(`createRuntime: plugin ${name} ${version} ${problem}`, {
    code: 'foreign-contract',
    object: name,
    given: contract,
    allowed: `contract ${pluginContract}`,
  });
}

/** Plugins and, last, options, as they were given to `createRuntime`; programs without types give anything. */
export function pluginsAndOptions(given: readonly (Plugin | RuntimeOptions)[]): {
  readonly plugins: readonly Plugin[];
  readonly options: RuntimeOptions;
} {
  const plugins: Plugin[] = [];
  let options: RuntimeOptions = {};
  for (const [index, part] of given.entries()) {
    const whole = typeof part === 'object' && part !== null && !Array.isArray(part);
    if (whole && isPlugin(part)) {
      checkContract(part);
      plugins.push(part);
    } else if (whole && index === given.length - 1) options = knownOptions('createRuntime', part, names);
    else {
      const what =
        typeof part === 'function' ? 'a function was given; call it, as in createRuntime(reference())' : `${String(part)} was given`;
      throw new ValidationError(`createRuntime: a plugin is needed, but ${what}`, {
        code: 'not-a-plugin',
        given: part,
        allowed: 'plugins',
      });
    }
  }
  if (options.warn !== undefined && typeof options.warn !== 'function') {
    throw new ValidationError(`createRuntime: warn must be a function of a message, but ${String(options.warn)} was given`, {
      code: 'invalid-parameter',
      given: options.warn,
      allowed: 'a function',
    });
  }
  if (options.preferred !== undefined && !isList(options.preferred)) {
    throw new ValidationError(
      `createRuntime: preferred must be a list of names of backends, such as ['wasm', 'reference'], but ${shown(options.preferred)} was given`,
      { code: 'invalid-parameter', given: options.preferred, allowed: 'a list of names' },
    );
  }
  return { plugins, options };
}
