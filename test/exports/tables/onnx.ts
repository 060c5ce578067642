import * as onnx from '@rheobase/plugin-onnx';
import { createRuntime, type ImportOptions } from '@rheobase/runtime';
import { smallFile, smallTensor } from '../onnx-file.js';

const bytes = smallFile();
const runtime = await createRuntime(onnx.onnx());

import { plain, takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-onnx. */
export const table: Table<typeof import('@rheobase/plugin-onnx')> = {
  evaluateOnnx: takes(
    (options: onnx.EvaluateOptions) => onnx.evaluateOnnx(onnx.readOnnx(bytes), new Map([['x', { shape: [1, 2], data: [1, 2] }]]), options),
    { outputs: ['y'], maxElements: 100 },
  ),
  foldConstants: plain,
  graphFacts: plain,
  importOnnx: takes(
    (options: onnx.ImportOnnxOptions) => onnx.importOnnx(bytes, options),
    { sizes: {}, outputs: ['y'], resolveExternal: () => new Uint8Array(0) },
    { open: ['sizes'] },
  ),
  importableOperators: plain,
  onnx: takes(
    (options: onnx.ImportOnnxOptions & ImportOptions) => runtime.importNetwork(bytes, options),
    { format: 'onnx', sizes: {}, outputs: ['y'] },
    { open: ['sizes'] },
  ),
  readOnnx: takes((options: onnx.TensorOptions) => onnx.readOnnx(bytes, options), {
    allowNonFinite: true,
    resolveExternal: () => new Uint8Array(0),
  }),
  readOnnxTensor: takes((options: onnx.TensorOptions) => onnx.readOnnxTensor(smallTensor(), options), { allowNonFinite: true }),
  supportedOperators: plain,
  unsupportedNodes: plain,
};
