import { ValidationError } from '@rheobase/core';
import { standardPasses } from '@rheobase/program';
import { expect, it } from 'vitest';
import { reference } from '../src/index.js';

it('passes are a list of passes', () => {
  for (const passes of [standardPasses, [], undefined]) expect(() => reference(passes ? { passes } : {})).not.toThrow();
  for (const given of ['"none"', '["shareEqual"]', '3']) {
    expect(() => reference({ passes: JSON.parse(given) })).toThrow(ValidationError);
    expect(() => reference({ passes: JSON.parse(given) })).toThrow('reference: passes must be a list of passes');
  }
});
