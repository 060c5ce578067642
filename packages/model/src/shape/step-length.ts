import { defaultDt, knownOptions, optionNames, ValidationError } from '@rheobase/core';

/** What rates in steps are for. */
export interface StepLength {
  /** Step of the simulation, s. The rates of integrateAndFire depend on it, others do not (see `rate`). Default 0.001. */
  readonly dt?: number;
}

const names = optionNames<StepLength>({ dt: true });

/** The length of a step, s; `ValidationError` of `object` where it is not above 0. */
export function checkedDt(object: string, dt: number): number {
  if (dt > 0 && Number.isFinite(dt)) return dt;
  throw new ValidationError(`${object}: dt must be a time in seconds > 0, but ${dt} was given`, {
    code: 'invalid-parameter',
    object,
    given: dt,
    allowed: '> 0',
  });
}

/** The step of options that have nothing else; `object` is named where they are wrong. */
export function dtOf(object: string, options: StepLength): number {
  const { dt = defaultDt } = knownOptions(object, options, names);
  return checkedDt(object, dt);
}
