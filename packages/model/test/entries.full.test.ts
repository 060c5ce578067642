import { describe } from 'vitest';
import { entriesProperties } from './entries-properties.js';

describe('entries', () => entriesProperties(1000));
