import { describe, expect, it, vi } from 'vitest';
import { type Drawn, parsed } from './drawing.js';

vi.hoisted(() => vi.stubGlobal('window', { devicePixelRatio: 1 }));

function shifts(svg: string): (string | null)[] {
  return [...parsed(svg).querySelectorAll('g[aria-label]')]
    .map((group: Drawn) => group.getAttribute('transform'))
    .filter(shift => shift !== null);
}

describe('charts in a window with a coarse screen', () => {
  it('are drawn without the half pixel that Plot adds there', async () => {
    const Plot = await import('@observablehq/plot');
    const { parseHTML } = await import('linkedom/worker');
    const { lines } = await import('../src/index.js');
    const raw = Plot.plot({
      document: parseHTML('<!doctype html><html><body></body></html>').document,
      marks: [
        Plot.line([
          [0, 1],
          [1, 2],
        ]),
      ],
    });
    expect(shifts(raw.outerHTML).some(shift => shift?.includes('.5'))).toBe(true);
    const ours = shifts(lines({ series: [{ label: 'a', x: [0, 1], y: [1, 2], mark: 'both' }] }));
    expect(ours).toEqual(['translate(-9,0)', 'translate(0,9)']);
  });
});
