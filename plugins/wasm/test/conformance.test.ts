import { describeBackend } from '@rheobase/conformance';
import { reference } from '@rheobase/plugin-reference';
import { describe, it } from 'vitest';
import { wasm } from '../src/index.js';

describeBackend({ backend: 'wasm', plugins: () => [reference(), wasm()] }, { describe, it });
describeBackend({ backend: 'wasm', plugins: () => [reference(), wasm()], precision: 'float32' }, { describe, it });
