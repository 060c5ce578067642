export { type Verification, type VerifyOptions, verifyOnnx } from './verify.js';
