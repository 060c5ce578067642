import * as rheobase from 'rheobase';
import { describe, expect, it } from 'vitest';

describe('the index', () => {
  it('defines every name it exports', () => {
    const names = Object.entries(rheobase);
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter(([, value]) => value === undefined || value === null).map(([name]) => name)).toEqual([]);
  });

  it('has what the first programs need', () => {
    const needed = [
      'Network',
      'build',
      'createRuntime',
      'reference',
      'layers',
      'lif',
      'lowpass',
      'readIdx',
      'repeatSteps',
      'samplesOf',
      'adam',
    ];
    expect(needed.filter(name => !(name in rheobase))).toEqual([]);
  });

  it('exports the errors that the packages throw', async () => {
    await using runtime = await rheobase.createRuntime(rheobase.reference());
    expect(() => runtime.backend('none')).toThrow(rheobase.ValidationError);
    expect(() => runtime.backend('none')).toThrow(rheobase.RheobaseError);
    expect(() => rheobase.modelFromBytes(new Uint8Array(3))).toThrow(rheobase.ImportError);
  });
});
