import { type VerifyOptions, verifyOnnx } from '@rheobase/plugin-onnx/verify';
import { smallFile } from '../onnx-file.js';
import { takes } from '../row.js';
import type { Table } from '../table.js';

/** Every export of @rheobase/plugin-onnx/verify. */
export const table: Table<typeof import('@rheobase/plugin-onnx/verify')> = {
  verifyOnnx: takes(
    (options: VerifyOptions) => verifyOnnx(smallFile(), options),
    { inputs: new Map([['x', { shape: [1, 2], data: [1, 2] }]]), runtime: 'onnxjs', timeLimit: 60 },
    { words: { runtime: { onnxjs: true } } },
  ),
};
