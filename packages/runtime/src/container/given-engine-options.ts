import { checkedSeed, type Definition, functionsByName, shown, ValidationError } from '@rheobase/core';
import type { EngineOptions } from '../plugin/backend.js';
import { givenFirstItem } from '../simulation/given-draws.js';
import type { SimulateOptions } from '../simulation/simulate-options.js';

/** Refuses an option of `simulate`. */
export function refuseOption(name: string, given: unknown, allowed: string): never {
  throw new ValidationError(`simulate: ${name} must be ${allowed}, but ${shown(given)} was given`, {
    code: 'invalid-parameter',
    given,
    allowed,
  });
}

const isDefinition = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && 'name' in value && 'version' in value && 'step' in value;

function givenDefinitions(definitions: readonly Definition[]): readonly Definition[] {
  const list: unknown = definitions;
  if (!Array.isArray(list)) refuseOption('definitions', definitions, 'a list such as [rule.definition]');
  const wrong = definitions.findIndex(definition => !isDefinition(definition));
  if (wrong >= 0) refuseOption(`definitions[${wrong}]`, definitions[wrong], 'what defineProcess and its like give as definition');
  return definitions;
}

/** What an engine is told of the options of `simulate`, each checked. */
export function givenEngineOptions(options: SimulateOptions, batch: number): EngineOptions {
  const { dt = 0.001, precision = 'float64', threads = 1, functions = {}, definitions = [] } = options;
  if (!(Number.isInteger(batch) && batch >= 1)) refuseOption('batch', batch, 'a whole number >= 1');
  if (!(Number.isInteger(threads) && threads >= 1)) refuseOption('threads', threads, 'a whole number >= 1');
  if (!(dt > 0 && Number.isFinite(dt))) refuseOption('dt', dt, 'a time in seconds > 0');
  if (precision !== 'float64' && precision !== 'float32') refuseOption('precision', precision, "'float64' or 'float32'");
  const { seed = 0, firstItem = 0 } = options;
  return {
    dt,
    batch,
    precision,
    threads,
    functions: functionsByName(functions),
    definitions: givenDefinitions(definitions),
    seed: checkedSeed('simulate', seed),
    firstItem: givenFirstItem('simulate', firstItem),
  };
}
