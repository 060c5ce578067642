import { describe } from 'vitest';
import { passesProperties } from './passes-properties.js';

describe('passes', () => passesProperties(1000));
