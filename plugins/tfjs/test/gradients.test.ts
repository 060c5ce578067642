import { claimGradients } from './gradient-claims.js';

claimGradients('wasm');
