import { SimulationError } from '@rheobase/core';

/** What an engine's snapshot says besides the state. */
export interface SnapshotPoint {
  /** Steps made before it. */
  readonly step: number;
  readonly seed: number;
  readonly firstItem: number;
}

function whole(what: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  const allowed = least === 0 ? 'a whole number >= 0' : 'a whole number';
  throw new SimulationError(`restore: the ${what} in this snapshot is ${value}, but must be ${allowed}; it was changed or damaged`, {
    code: 'invalid-snapshot',
    given: value,
    allowed,
  });
}

/** The step that a snapshot was taken after; `SimulationError` where there is no such step. */
export const snapshotStep = (step: number): number => whole('step', step, 0);

/** The numbers of a snapshot, checked: `SimulationError` where one is not what an engine writes. */
export const snapshotPoint = ({ step, seed, firstItem }: SnapshotPoint): SnapshotPoint => ({
  step: snapshotStep(step),
  seed: whole('seed', seed, Number.MIN_SAFE_INTEGER),
  firstItem: whole('first item', firstItem, 0),
});
