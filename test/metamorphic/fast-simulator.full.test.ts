import { describe } from 'vitest';
import { fastSimulatorProperties } from './fast-simulator-properties.js';

describe('the fast simulator', () => fastSimulatorProperties(400, 60));
