import { ValidationError } from '../errors.js';

/** What state starts from, by name: one number for all of it, or its values. What is not named starts at 0. */
export type StartingState = Readonly<Record<string, number | ArrayLike<number>>>;

/** What initial state can depend on. */
export interface StateStart {
  /** How many values come in and go out. */
  readonly sizeIn: number;
  readonly sizeOut: number;
  /** Length of a step, s. */
  readonly dt: number;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Initial state, or what makes it once sizes and step are known. */
export type StartingStateRule = StartingState | ((start: StateStart) => StartingState);

/** How much state there is, by name: so many numbers, or (`out`) one for each value given. */
export type StateSizes = Readonly<Record<string, number | 'out'>>;

/** Whether initial state names state that there is, in finite numbers and in as many as it has; `sizeOut` is null where it is not known yet. */
export function needStartingState(object: string, state: StateSizes, initial: StartingState, sizeOut: number | null): void {
  const known = Object.keys(state);
  const fail = (what: string, given: unknown, allowed: string): never => {
    throw new ValidationError(`${object}: ${what}`, { code: 'invalid-parameter', object, given, allowed });
  };
  for (const [name, value] of Object.entries(initial)) {
    const declared = Object.hasOwn(state, name) ? state[name] : undefined;
    if (declared === undefined)
      fail(`initialState '${name}' names no state; there is ${known.join(', ') || 'none'}`, name, known.join(', '));
    const size = declared === 'out' ? sizeOut : declared;
    const list = typeof value === 'number' ? [value] : Array.from(value);
    const bad = list.find(x => !Number.isFinite(x));
    if (bad !== undefined) fail(`initialState '${name}' must be finite numbers, but holds ${bad}`, bad, 'finite numbers');
    if (typeof value !== 'number' && typeof size === 'number' && list.length !== size)
      fail(`initialState '${name}' must be one number or ${size}, but has ${list.length}`, list.length, `1 or ${size} numbers`);
  }
}
