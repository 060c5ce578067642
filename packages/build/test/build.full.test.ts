import { describe } from 'vitest';
import { buildProperties } from './build-properties.js';

describe('build', () => buildProperties(1000));
