export type SignalId = string;

/** What every operator says. */
export interface OperatorBase {
  /** Path of the object it comes from. */
  readonly source: string;
}
