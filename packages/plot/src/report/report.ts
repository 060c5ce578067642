import { knownOptions, optionNames } from '@rheobase/core';
import { invalid } from '../input/argument.js';
import { escaped } from '../svg/markup.js';
import { checkSvg } from './foreign-svg.js';
import { STYLE } from './style.js';
import { checkTable, type ReportTable, table } from './table.js';

export type { ReportTable } from './table.js';

/** A part of a report, in this order: heading, text, figure, table. */
export interface ReportSection {
  readonly title: string;
  /** Paragraphs are set apart by an empty line. */
  readonly text?: string;
  /** An SVG document, such as the functions of this package return. */
  readonly svg?: string;
  /** Numbers. Beside a figure they are folded away under "Show the numbers". */
  readonly table?: ReportTable;
}

/** A report. */
export interface Report {
  readonly title: string;
  /** Set under the title; paragraphs are set apart by an empty line. */
  readonly summary?: string;
  readonly sections: readonly ReportSection[];
  /** The language of the texts, as a BCP 47 tag. Default `en`. */
  readonly lang?: string;
}

const reportNames = optionNames<Report>({ title: true, summary: true, sections: true, lang: true });
const sectionNames = optionNames<ReportSection>({ title: true, text: true, svg: true, table: true });

/** Nothing may be loaded or run, whatever a figure holds. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** From this many sections on, a table of contents pays. */
const CONTENTS_FROM = 4;

/**
 * A report as one HTML file: readable in light and dark, on a phone and on paper, without scripts and without the network.
 * All text is escaped.
 * @throws ValidationError for an empty title, a table with a row of the wrong length, or an SVG with scripts or references outside itself
 */
export function report(options: Report): string {
  const { title, summary, sections, lang = 'en' } = knownOptions('report', options, reportNames);
  if (typeof title !== 'string' || title.trim() === '') invalid('report: title', title, 'a text that is not empty', 'empty');
  if (!/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(lang)) invalid('report: lang', lang, 'a language tag such as "en" or "de-CH"');
  if (!Array.isArray(sections)) invalid('report: sections', sections, 'a list of sections');
  const contents = sections.length >= CONTENTS_FROM ? contentsOf(sections) : '';
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escaped(title)}</h1>
${summary === undefined ? '' : `<div class="summary">${paragraphs(summary)}</div>`}
</header>
${contents}
${sections.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section(given: ReportSection, index: number): string {
  const { title, text, svg, table: numbers } = knownOptions(`report: section ${index}`, given, sectionNames);
  const object = `report: section ${index} (${title})`;
  if (typeof title !== 'string' || title.trim() === '')
    invalid(`report: section ${index}: title`, title, 'a text that is not empty', 'empty');
  if (svg !== undefined) checkSvg(`${object}: svg`, svg);
  if (numbers !== undefined) checkTable(`${object}: table`, numbers);
  const figure = svg === undefined ? '' : `<figure>${svg}</figure>\n`;
  const open = numbers === undefined ? '' : table(numbers, title);
  const folded = svg === undefined || open === '' ? open : `<details><summary>Show the numbers</summary>${open}</details>`;
  const id = `section-${index + 1}`;
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escaped(title)}</h2>
${text === undefined ? '' : paragraphs(text)}${figure}${folded}
</section>`;
}

function contentsOf(sections: readonly ReportSection[]): string {
  const items = sections.map(({ title }, i) => `<li><a href="#section-${i + 1}">${escaped(title)}</a></li>`);
  return `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter(paragraph => paragraph.trim() !== '')
    .map(paragraph => `<p>${escaped(paragraph.trim())}</p>\n`)
    .join('');
}
