import { ImportError, RheobaseError, SimulationError, TrainingError, UnsupportedError, ValidationError } from '@rheobase/core';
import { describe, expect, it } from 'vitest';

describe('errors', () => {
  it.each([
    ['ValidationError', ValidationError],
    ['UnsupportedError', UnsupportedError],
    ['ImportError', ImportError],
    ['SimulationError', SimulationError],
    ['TrainingError', TrainingError],
  ] as const)('%s says what it is about as data', (name, Kind) => {
    const error = new Kind('a: too small', { code: 'too-small', object: 'a', given: 1, allowed: '> 1' });
    expect(error).toBeInstanceOf(RheobaseError);
    expect(error).toBeInstanceOf(Error);
    expect({ ...error }).toEqual({ name, code: 'too-small', object: 'a', given: 1, allowed: '> 1' });
    expect(String(error)).toBe(`${name}: a: too small`);
  });

  it('leaves out what is not said', () => {
    const error = new ValidationError('no', { code: 'no' });
    expect([error.object, error.given, error.allowed]).toEqual([undefined, undefined, undefined]);
  });
});
