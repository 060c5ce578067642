import { build } from '@rheobase/build';
import { Network, ValidationError } from '@rheobase/core';
import { describe, expect, it } from 'vitest';
import { fixedPoint, type HardwareProfile, loihi1, loihi1Emulator, placementOf } from '../src/index.js';

describe('a hardware profile', () => {
  it('is taken as given, field by field', () => {
    for (const profile of [loihi1, loihi1Emulator, { ...loihi1, core: { ...loihi1.core, compartments: 20 } }])
      expect(() => fixedPoint({ profile })).not.toThrow();
  });

  const { core, number } = loihi1;
  const { compartments: _none, ...fewer } = core;
  it.each<[string, object | string, string]>([
    ['a name in its place', 'loihi1', 'fixedPoint.profile: options go by name'],
    ['an unknown field', { ...loihi1, cores: 2 }, "fixedPoint.profile: there is no option 'cores'"],
    ['an unknown field within', { ...loihi1, core: { ...core, axons: 2 } }, "fixedPoint.profile.core: there is no option 'axons'"],
    ['a missing field', { ...loihi1, core: fewer }, 'fixedPoint.profile.core.compartments must be a number, but undefined was given'],
    ['a text for a number', { ...loihi1, coresPerChip: '128' }, 'fixedPoint.profile.coresPerChip must be a number, but 128 was given'],
    [
      'another way to overflow',
      { ...loihi1, number: { ...number, input: { bits: 21, overflow: 'clip' } } },
      "fixedPoint.profile.number.input.overflow must be 'wrap', but clip was given",
    ],
    ['another reset', { ...loihi1, reset: 'subtract' }, "fixedPoint.profile.reset must be 'zero', but subtract was given"],
    ['a text for a switch', { ...loihi1, perCompartmentScale: 'no' }, 'perCompartmentScale must be true or false, but no was given'],
  ])('with %s is refused', (_, given, message) => {
    const profile: HardwareProfile = JSON.parse(JSON.stringify(given));
    expect(() => fixedPoint({ profile })).toThrow(ValidationError);
    expect(() => fixedPoint({ profile })).toThrow(message);
  });

  it('is placed for steps of a length above 0 alone', async () => {
    const model = await build(new Network());
    for (const dt of [0, -1, Number.NaN]) expect(() => placementOf(model, { dt })).toThrow('placementOf: dt must be a time in seconds > 0');
  });
});
