import { describe } from 'vitest';
import { documentProperties } from './document-properties.js';

describe('the network document', () => documentProperties(1000));
