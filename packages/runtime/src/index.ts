export { pluginsAndOptions, type RuntimeOptions } from './container/given.js';
export { createRuntime, type ImportOptions, Runtime } from './container/runtime.js';
export { interpret } from './engine/interpret.js';
export { type Kernels, prepare } from './engine/kernel.js';
export { type Abilities, refuse } from './engine/refuse.js';
export type { EvaluateOptions, Evaluation } from './evaluation/evaluate.js';
export { agreement, argmaxOf } from './evaluation/read-out.js';
export type {
  Backend,
  Engine,
  EngineFailure,
  EngineOptions,
  EngineRecord,
  EngineReset,
  EngineRun,
  Equivalence,
  Refusal,
} from './plugin/backend.js';
export type { Exporter, Imported, Importer } from './plugin/importer.js';
export { type AdamOptions, adam, type OptimizerRecord, type RmspropOptions, rmsprop, type SgdOptions, sgd } from './plugin/optimizer.js';
export {
  backendPlugin,
  definePlugin,
  exporterPlugin,
  importerPlugin,
  type Plugin,
  type PluginOf,
  type PluginParts,
  pluginContract,
  trainerPlugin,
} from './plugin/plugin.js';
export type { RateRunner, RateRunnerOptions } from './plugin/rate-runner.js';
export type { Services } from './plugin/services.js';
export { tokens } from './plugin/tokens.js';
export type {
  FitContext,
  FitEvent,
  FitRequest,
  Trainer,
} from './plugin/trainer.js';
export type { TensorValues } from './simulation/given-tensors.js';
export { type Inputs, inputNodes } from './simulation/inputs.js';
export type { SimulateOptions } from './simulation/simulate-options.js';
export { type ResetOptions, type RunOptions, Simulation } from './simulation/simulation.js';
export { type SnapshotPoint, snapshotPoint } from './simulation/snapshot-point.js';
export { type ActivityAt, type ActivityReport, withActivityProbes } from './statistics/activity.js';
export { fanOut } from './statistics/fan-out.js';
export { rms, rmse } from './statistics/rms.js';
export type { FitOptions } from './training/fit-options.js';
export { FitTask } from './training/fit-task.js';
