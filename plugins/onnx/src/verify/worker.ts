/**
 * What the worker thread runs, as source text: it has to run where there is only this file, with no build of its own. onnxjs is CommonJS, takes
 * a global `fetch` for a sign of a browser, and installs process-wide handlers: hence a thread of its own, with `fetch` hidden before it loads.
 * The cpu backend convolves only the first image of a batch, so that the caller hands over one image at a time.
 */
export const workerSource = `
'use strict';
const { parentPort, workerData } = require('node:worker_threads');
globalThis.fetch = undefined;
const run = async () => {
  const onnx = require(workerData.modulePath);
  const session = new onnx.InferenceSession({ backendHint: 'cpu' });
  await session.loadModel(workerData.bytes);
  const results = [];
  for (const images of workerData.runs) {
    const tensors = images.map(({ shape, data }) => new onnx.Tensor(data, 'float32', shape));
    const outputs = await session.run(tensors);
    results.push([...outputs].map(([name, tensor]) => ({ name, shape: [...tensor.dims], data: Float64Array.from(tensor.data) })));
  }
  return results;
};
run().then(
  results => parentPort.postMessage({ results }),
  error => parentPort.postMessage({ problem: error instanceof Error ? error.message : String(error) }),
);
`;
