import { ValidationError } from '@rheobase/core';
import fc from 'fast-check';
import { parseHTML } from 'linkedom/worker';
import { describe, expect, it } from 'vitest';
import { bars, heatMap, lines, raster, report } from '../src/index.js';
import { type Drawn, samples } from './drawing.js';

const figures = () => [
  raster(samples([1, 20, 3], (_, step) => step % 3)),
  lines({ series: [{ label: 'a', x: [1, 2], y: [3, 4] }] }),
  bars({ bars: [{ label: 'a', value: 2 }] }),
  heatMap([[1, 2]]),
];

function page(html: string): Pick<Drawn, 'querySelector' | 'querySelectorAll'> & { readonly documentElement: Drawn } {
  return parseHTML(html).document;
}

describe('report', () => {
  it('is one page with title, language, summary, sections, figures and tables', () => {
    const sections = figures().map((svg, i) => ({
      title: `Figure ${i}`,
      text: 'One.\n\nTwo.',
      svg,
      table: { columns: ['n', 'value'], rows: [['a', i]] },
    }));
    const html = report({ title: 'Conversion', summary: 'It works.', sections, lang: 'en-GB' });
    const document = page(html);
    expect(html.startsWith('<!doctype html>')).toBe(true);
    expect(document.documentElement.getAttribute('lang')).toBe('en-GB');
    expect(document.querySelector('title')?.textContent).toBe('Conversion');
    expect(document.querySelector('meta[name="viewport"]')).not.toBeNull();
    expect(document.querySelectorAll('figure > svg')).toHaveLength(4);
    expect(document.querySelectorAll('details table')).toHaveLength(4);
    expect(document.querySelectorAll('section p')).toHaveLength(8);
    expect(document.querySelectorAll('nav a')).toHaveLength(4);
  });

  it('loads and runs nothing', () => {
    const html = report({ title: 'x', sections: figures().map(svg => ({ title: 'f', svg })) });
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\ssrc=/i);
    expect([...html.matchAll(/https?:\/\/[^"' <]+/g)].every(([url]) => url === 'http://www.w3.org/2000/svg')).toBe(true);
  });

  it('shows any text as it was given', () => {
    const word = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", '`', '</title>', '</style>', '<script>', 'a', '&amp;', ']]>', '-->'),
    });
    fc.assert(
      fc.property(word, text => {
        const title = `t${text}`;
        const document = page(report({ title, sections: [{ title, text: title, table: { columns: [title], rows: [[title]] } }] }));
        expect(['h1', 'h2', 'section p', 'thead th', 'tbody th'].map(where => document.querySelector(where)?.textContent)).toEqual(
          Array(5).fill(title),
        );
        expect(document.querySelectorAll('script')).toHaveLength(0);
      }),
      { numRuns: 60 },
    );
  });

  it('aligns columns of numbers with units to the right, and keeps what indents a row', () => {
    const html = report({
      title: 'r',
      sections: [
        {
          title: 's',
          table: {
            columns: ['what', 'how many', 'note'],
            rows: [
              ['a', '1,024', 'x'],
              ['  b', '96.3 %', ''],
              ['c', '', '2 to go'],
            ],
          },
        },
      ],
    });
    expect(html.match(/<td class="number">[^<]*/g)).toEqual([
      '<td class="number">1,024',
      '<td class="number">96.3 %',
      '<td class="number">',
    ]);
    expect(html).toContain('<th scope="row">  b</th>');
  });

  it('folds the numbers away beside a figure and shows them openly without one', () => {
    const table = { columns: ['layer', 'rate (Hz)'], rows: [['conv', 12.345678] as const, ['dense', -3] as const] };
    const document = page(report({ title: 'x', sections: [{ title: 'a', table }] }));
    expect(document.querySelector('details')).toBeNull();
    expect([...document.querySelectorAll('td.number')].map(cell => cell.textContent)).toEqual(['12.3457', '−3']);
    expect(document.querySelectorAll('th[scope="row"]')).toHaveLength(2);
  });

  it('is the same every time', () => {
    const draw = () => report({ title: 'x', sections: figures().map(svg => ({ title: 'f', svg })) });
    expect(draw()).toBe(draw());
  });

  it.each([
    '<svg><script>alert(1)</script></svg>',
    '<svg onload="alert(1)"></svg>',
    '<svg><image href="https://example.org/x.png"/></svg>',
    '<svg><use href="https://example.org/x.svg#a"/></svg>',
    '<svg><use xlink:href="//example.org/x.svg#a"/></svg>',
    '<svg><rect fill="url(https://example.org/x)"/></svg>',
    '<svg><rect style="fill:url(&#104;ttps://example.org/x)"/></svg>',
    '<svg><style>@import "https://example.org/x.css";</style></svg>',
    '<svg><style>rect{fill:\\75rl(x)}</style></svg>',
    '<svg><foreignObject><b>x</b></foreignObject></svg>',
    '<svg><title><img src="x"></title></svg>',
    '<svg></svg></figure><p>out</p>',
    '<svg></svg><svg></svg>',
    '<svg><g></svg>',
    '<svg><g></g>',
    '<svg><!-- --></svg>',
    '<svg><a href="#x">x</a></svg>',
    '<svg/ onload=alert(1)>',
    '<svgx></svgx>',
    'text',
    '',
  ])('refuses the figure %s', svg => {
    expect(() => report({ title: 'x', sections: [{ title: 'f', svg }] })).toThrow(ValidationError);
    expect(() => report({ title: 'x', sections: [{ title: 'f', svg }] })).toThrow(
      /^report: section 0 \(f\): svg is .*give one well-formed <svg>/,
    );
  });

  it('accepts a figure that refers to its own parts', () => {
    const svg =
      '<svg viewBox="0 0 1 1"><defs><linearGradient id="g"/></defs><style>.a{fill:red}</style><rect class="a" fill="url(#g)"/><use href="#g"/></svg>\n';
    expect(report({ title: 'x', sections: [{ title: 'f', svg }] })).toContain('url(#g)');
  });

  it.each<[string, () => string, string]>([
    ['an empty title', () => report({ title: ' ', sections: [] }), 'report: title is " "; give a text that is not empty.'],
    [
      'a language that is none',
      () => report({ title: 'x', lang: 'en" x="', sections: [] }),
      'report: lang is "en\\" x=\\""; give a language tag',
    ],
    [
      'a row of another length',
      () => report({ title: 'x', sections: [{ title: 's', table: { columns: ['a', 'b'], rows: [[1]] } }] }),
      'report: section 0 (s): table.rows[0].length is 1; give 2 cells, one for each column.',
    ],
    [
      'a table without columns',
      () => report({ title: 'x', sections: [{ title: 's', table: { columns: [], rows: [] } }] }),
      'report: section 0 (s): table.columns is empty; give at least one column.',
    ],
  ])('refuses %s', (_, draw, message) => {
    expect(draw).toThrow(ValidationError);
    expect(draw).toThrow(message);
  });
});
