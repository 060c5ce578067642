export { TfjsBackend } from './backend/tfjs-backend.js';
export { tfjs } from './plugin.js';
export { type Device, type DeviceOptions, startDevice } from './setup/device.js';
export { TfjsTrainer } from './train/tfjs-trainer.js';
