import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needChromium, type OpenPage, openPage } from './browser/chromium.js';

const bundle = fileURLToPath(new URL('../docs/examples/live/bundle.mjs', import.meta.url));
let folder = '';
let page = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rheobase-live-'));
  page = join(folder, 'out/channel.html');
  execFileSync('node', [bundle, page]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = async (open: OpenPage, id: string): Promise<string> =>
  String(await open.evaluate(`document.getElementById('${id}').textContent`));
const numberOf = async (open: OpenPage, id: string): Promise<number> => Number((await textOf(open, id)).replace('−', '-'));
const stepsOf = async (open: OpenPage): Promise<number> =>
  Number(/in ([\d,]+) steps, now \d/.exec(await textOf(open, 'status'))?.[1]?.replaceAll(',', ''));
/** Waits until so many further steps are made. */
async function afterSteps(open: OpenPage, steps: number): Promise<void> {
  const begun = (await stepsOf(open)) || 0;
  await vi.waitUntil(async () => (await stepsOf(open)) > begun + steps, { timeout: 60_000, interval: 100 });
}
const say = (id: string, property: string, value: string, event: string): string =>
  `{ const it = document.getElementById('${id}'); it.${property} = ${value}; it.dispatchEvent(new Event('${event}')); }`;
/** How many pixels of a picture differ from its first. */
const drawn = (id: string): string => `{
  const canvas = document.getElementById('${id}');
  const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  pixels.filter(pixel => pixel !== pixels[0]).length;
}`;

describe('the live page', () => {
  test('is one file that names no other', () => {
    const html = readFileSync(page, 'utf8');
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script>']);
    expect(html).not.toMatch(/<(link|img|iframe)\b|url\(|\bfetch\(|XMLHttpRequest/);
    expect(html.length).toBeLessThan(600_000);
  });

  test('opened from disk, runs the channel by itself, then follows the hand, and stops', async context => {
    needChromium(context);
    const open = await openPage(folder, page);
    try {
      await afterSteps(open, 600);
      expect(await open.evaluate('document.title')).toBe('channel, live');
      await open.evaluate(say('speed', 'value', "'Infinity'", 'change'));
      for (const [input, square] of [
        [0.8, 0.64],
        [-0.6, 0.36],
        [0, 0],
      ] as const) {
        await open.evaluate(say('input', 'value', `'${input}'`, 'input'));
        await afterSteps(open, 2500);
        expect(await numberOf(open, 'value-input')).toBe(input);
        expect(await numberOf(open, 'value-wanted')).toBe(square);
        expect(Math.abs((await numberOf(open, 'value-square')) - square)).toBeLessThan(0.12);
        expect(Number.parseFloat(await textOf(open, 'rate-a'))).toBeGreaterThan(30);
      }
      for (const id of ['traces', 'raster']) expect(await open.evaluate(drawn(id))).toBeGreaterThan(1000);
      await open.evaluate("document.getElementById('pause').click()");
      await vi.waitUntil(async () => {
        const before = await stepsOf(open);
        await new Promise(resolve => setTimeout(resolve, 300));
        return (await stepsOf(open)) === before;
      });
      expect(open.faults).toEqual([]);
    } finally {
      await open.close();
    }
  });
});
