export type { Dataset } from './check-dataset.js';
export { checkDataset, checkLabels, checkNotEmpty } from './check-dataset.js';
export { type DatasetFields, dataset, repeatSteps } from './dataset.js';
export { type IdxArray, parseIdx } from './idx/idx.js';
export { type IdxBytes, type ReadIdxOptions, readIdx } from './idx/read-idx.js';
export { type NumberArray, readNpy, writeNpy } from './npz/npy.js';
export { readNpz, writeNpz } from './npz/npz.js';
export { repeatSamples, type Samples, samplesOf, sliceSamples } from './samples.js';
export {
  functionSource,
  isSamples,
  isSource,
  type RowSource,
  readRows,
  repeatSource,
  type Source,
  type StoredNumbers,
  sliceSource,
  storedSource,
} from './source.js';
