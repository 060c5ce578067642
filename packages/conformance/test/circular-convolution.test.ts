import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { components } from './golden-components.js';

const file = new URL('golden/component_circular_convolution.json.gz', import.meta.url);
const json = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'));

describe('circular convolution', () => {
  it('has the transforms and results of Nengo, and leaves out only rows that are zero', async () => {
    expect(components.matches('circular', json)).toBe(true);
    const results = await components.run('circular', json);
    expect(results).toHaveLength(6);
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
  });

  it.each([
    'result',
    'transform_in_A',
    'transform_in_B',
    'transform_in_B_inverted',
    'transform_out',
  ])('with a wrong %s in the file is noticed', async name => {
    const wrong = structuredClone(json);
    const values = wrong.cases[4][name];
    if (typeof values[0] === 'number') values[0] += 1e-9;
    else values[0][0] += 1e-9;
    expect((await components.run('circular', wrong)).map(({ status }) => status).filter(s => s === 'failed')).toHaveLength(1);
  });
});
