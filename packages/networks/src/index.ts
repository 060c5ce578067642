export type { Conv2dOptions, LayerOptions, LayersOptions, Pool2dOptions, WeightOptions } from './layers/layer-options.js';
export { type Layers, layers } from './layers/layers.js';
export type { Layer } from './layers/units.js';
