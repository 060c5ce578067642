export { TfjsBackend, tfjs } from './backend/tfjs-backend.js';
export { type Device, type DeviceOptions, startDevice } from './setup/device.js';
export { TfjsTrainer } from './train/tfjs-trainer.js';
