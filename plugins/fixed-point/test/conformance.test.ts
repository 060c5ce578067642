import { describeBackend } from '@rheobase/conformance';
import { reference } from '@rheobase/plugin-reference';
import { describe, it } from 'vitest';
import { fixedPoint } from '../src/index.js';

describeBackend({ backend: 'fixed-point', plugins: () => [reference(), fixedPoint()] }, { describe, it });
