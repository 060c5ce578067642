export { type Conversion, type ConvertOptions, convert } from './convert.js';
export type { Diagnosis, LayerDiagnosis } from './diagnosis.js';
