import { describe } from 'vitest';
import { setTensorsProperties } from './set-tensors-properties.js';

describe('setting tensors', () => setTensorsProperties(8));
