import type { BackendName, Precision } from '../backends.js';

/** How a case is run. */
export interface MeasureOptions {
  readonly backend: BackendName;
  readonly precision: Precision;
  readonly threads: number;
  /** Items side by side; null: what the case has. */
  readonly batch: number | null;
  /** Folder of MNIST IDX files to train on; null: random images, which take as long. */
  readonly mnist: string | null;
}
