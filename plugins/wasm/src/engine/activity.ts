import type { OperatorKind } from '@rheobase/program';

/** What an operator that goes by events has met since the simulation was made. */
export interface OperatorActivity {
  /** Path of the object it comes from. */
  readonly source: string;
  readonly kind: OperatorKind;
  /** Elements of its input. */
  readonly elements: number;
  /** What was not zero, in all steps and items. */
  readonly events: number;
  /** How often it went by events: steps times items. */
  readonly byEvents: number;
  /** How often it took everything, as most of its input was active. */
  readonly inFull: number;
}

/** Called when a simulation is disposed of. */
export type ActivityListener = (operators: readonly OperatorActivity[]) => void;

/** One line for each operator: the part of its input that was active on average, and which way it took. */
export const printActivity = (operators: readonly OperatorActivity[]): string =>
  operators
    .map(({ source, kind, elements, events, byEvents, inFull }) => {
      const steps = byEvents + inFull;
      const active = steps === 0 ? 0 : (100 * events) / (steps * elements);
      const way = inFull === 0 ? 'by events' : byEvents === 0 ? 'in full' : `by events in ${byEvents} of ${steps}, else in full`;
      return `${kind.padEnd(12)} ${source}: ${active.toFixed(2)} % of ${elements} active; ${way}`;
    })
    .join('\n');
