import { knownOptions, optionNames, ValidationError } from '@rheobase/core';
import type { ExternalResolver } from '../read/external.js';

/** How an ONNX file becomes a Network. */
export interface ImportOnnxOptions {
  /** Sizes for named dimensions other than the batch, such as `{ height: 28 }`, where the file leaves such open. */
  readonly sizes?: Readonly<Record<string, number>>;
  /** Values of the graph to put out in place of its outputs: those before a last LogSoftmax, say, or activations of a layer. */
  readonly outputs?: readonly string[];
  /** Hands over side files by bare name; without it, tensors kept in side files are refused. */
  readonly resolveExternal?: ExternalResolver;
}

const invalid = (name: string, given: unknown, allowed: string): ValidationError =>
  new ValidationError(`import of ONNX: the option ${name} must be ${allowed}, but ${String(given)} was given`, {
    code: 'invalid-option',
    object: name,
    given,
    allowed,
  });

const isResolver = (value: unknown): value is ExternalResolver => typeof value === 'function';

const names = optionNames<ImportOnnxOptions>({ sizes: true, outputs: true, resolveExternal: true });

/** Options checked; `format`, by which a runtime chose the importer, may be among them where `chosen` says so. */
export const readOptions = (options: object, chosen = false): ImportOnnxOptions => {
  const given: Readonly<Record<string, unknown>> = { ...knownOptions('import of ONNX', options, chosen ? ['format', ...names] : names) };
  const { sizes, outputs, resolveExternal } = given;
  return {
    ...(sizes === undefined ? {} : { sizes: readSizes(sizes) }),
    ...(outputs === undefined ? {} : { outputs: readNames(outputs) }),
    ...(resolveExternal === undefined ? {} : { resolveExternal: readResolver(resolveExternal) }),
  };
};

const readSizes = (value: unknown): Readonly<Record<string, number>> => {
  const allowed = 'an object of whole numbers >= 1';
  if (typeof value !== 'object' || value === null) throw invalid('sizes', value, allowed);
  return Object.fromEntries(
    Object.entries(value).map(([name, size]): [string, number] => {
      if (typeof size !== 'number' || !Number.isInteger(size) || size < 1) throw invalid(`sizes.${name}`, size, 'a whole number >= 1');
      return [name, size];
    }),
  );
};

const readNames = (value: unknown): readonly string[] => {
  const allowed = 'a list of at least one value name';
  if (!Array.isArray(value) || value.length === 0) throw invalid('outputs', value, allowed);
  return value.map((name: unknown) => {
    if (typeof name !== 'string') throw invalid('outputs', name, allowed);
    return name;
  });
};

const readResolver = (value: unknown): ExternalResolver => {
  if (!isResolver(value)) throw invalid('resolveExternal', value, 'a function from a file name to bytes');
  return value;
};
