import { type Importer, importerPlugin, type Plugin } from '@rheobase/runtime';
import { importOnnx } from './import.js';
import { readOptions } from './options.js';
import { recognisesOnnx } from './recognise.js';

const importer: Importer = Object.freeze({
  format: 'onnx',
  recognises: recognisesOnnx,
  importNetwork: (bytes: Uint8Array, options: Readonly<Record<string, unknown>>) => importOnnx(bytes, readOptions(options, true)),
});

/** Import of ONNX files as a plugin for `createRuntime`; `runtime.importNetwork(bytes, options)` takes the options of `importOnnx`. */
export const onnx = (): Plugin => importerPlugin({ name: '@rheobase/plugin-onnx', version: '0.1.0', contract: 2, create: () => importer });
