/** What an error is about, as data: which object, what was given, what would have been allowed. */
export interface ErrorDetail {
  /** A stable name for the kind of fault, in kebab-case: `size-mismatch`, `unknown-path` … */
  readonly code: string;
  /** The path of the object at fault, as shown to the user. */
  readonly object?: string;
  /** What was found. */
  readonly given?: unknown;
  /** What would have been accepted. */
  readonly allowed?: string;
}

/** The base of every error that rheobase raises on purpose. The message is one sentence that names object, value and remedy. */
export class RheobaseError extends Error {
  override readonly name: string = 'RheobaseError';
  readonly code: string;
  readonly object: string | undefined;
  readonly given: unknown;
  readonly allowed: string | undefined;

  constructor(message: string, detail: ErrorDetail) {
    super(message);
    this.code = detail.code;
    this.object = detail.object;
    this.given = detail.given;
    this.allowed = detail.allowed;
  }
}

/** Something given by the caller is wrong: a size, a value, a name. Raised before anything runs. */
export class ValidationError extends RheobaseError {
  override readonly name = 'ValidationError';
}

/** A network whose choices cannot be made: a gain that is not above zero, no neuron that is active. Raised by `build`. */
export class BuildError extends RheobaseError {
  override readonly name = 'BuildError';
}

/** A correct request that this backend, trainer or format cannot serve. Raised before anything runs. */
export class UnsupportedError extends RheobaseError {
  override readonly name = 'UnsupportedError';
}

/** A file or document that cannot be read: truncated, malformed, of an unknown version. */
export class ImportError extends RheobaseError {
  override readonly name = 'ImportError';
}

/** A fault while a simulation runs: a node function that throws or returns NaN, a run past its input. */
export class SimulationError extends RheobaseError {
  override readonly name = 'SimulationError';
}

/** A fault while a model is trained: a loss that is not finite, data that does not fit the model. */
export class TrainingError extends RheobaseError {
  override readonly name = 'TrainingError';
}
