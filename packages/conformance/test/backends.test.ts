import { reference } from '@rheobase/plugin-reference';
import { describe, it } from 'vitest';
import { describeBackend } from '../src/index.js';
import { plain } from './template/plain-backend.js';

describeBackend({ backend: 'reference', plugins: () => [reference()] }, { describe, it });
describeBackend({ backend: 'plain', plugins: () => [reference(), plain()] }, { describe, it });
