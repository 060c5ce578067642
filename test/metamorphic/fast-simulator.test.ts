import { describe } from 'vitest';
import { fastSimulatorProperties } from './fast-simulator-properties.js';

describe('the fast simulator', () => fastSimulatorProperties(20, 60));
