import { ofConnections } from './networks/connections.js';
import { ofDrawing } from './networks/drawn.js';
import type { Entry } from './networks/entry.js';
import { ofImages } from './networks/images.js';
import { ofLearning } from './networks/learning.js';
import { ofNeurons } from './networks/neurons.js';
import { ofParts } from './networks/parts.js';
import { ofSolving } from './networks/solving.js';

/** Networks that together use all that the fast simulator runs: what Node and a browser have to agree on. */
export const networks: readonly Entry[] = [
  ...ofNeurons,
  ...ofConnections,
  ...ofLearning,
  ...ofImages,
  ...ofSolving,
  ...ofDrawing,
  ...ofParts,
];
