import { describeBackend } from '@rheobase/conformance';
import { reference } from '@rheobase/plugin-reference';
import { describe, it } from 'vitest';
import { tfjs } from '../src/index.js';

describeBackend({ backend: 'tfjs', plugins: () => [reference(), tfjs()] }, { describe, it });
