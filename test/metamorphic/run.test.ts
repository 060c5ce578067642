import { describe } from 'vitest';
import { permutationProperties } from './permutation-properties.js';
import { removePassthroughProperties } from './remove-passthrough-properties.js';
import { runProperties } from './run-properties.js';

describe('ways of running', () => {
  runProperties(30);
  permutationProperties(30);
  removePassthroughProperties(60);
});
