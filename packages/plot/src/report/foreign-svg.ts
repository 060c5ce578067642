import { invalid } from '../input/argument.js';

const ELEMENTS: ReadonlySet<string> = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan textPath title desc defs use symbol clipPath mask pattern marker ' +
    'linearGradient radialGradient stop style'
  ).split(' '),
);

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_:][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

/**
 * Refuses an SVG document that could do more in a page than be seen: one that is not well-formed (it might end early and leave its
 * place), has other than drawing elements, event handlers, or references to anything outside itself. `object` is how the error names it.
 */
export function checkSvg(object: string, svg: string): void {
  const refuse = (given: string): never =>
    invalid(
      object,
      given,
      'one well-formed <svg>…</svg> element of drawing elements, without scripts or references outside itself',
      'unsafe-svg',
    );
  if (typeof svg !== 'string' || !svg.startsWith('<svg')) refuse(String(svg));
  const open: string[] = [];
  for (let at = 0; at < svg.length; ) {
    if (svg[at] !== '<') {
      const next = svg.indexOf('<', at);
      const end = next < 0 ? svg.length : next;
      const text = svg.slice(at, end);
      if (open.length === 0 && text.trim() !== '') refuse(text);
      if (open.at(-1) === 'style' && outside(text)) refuse(text);
      at = end;
      continue;
    }
    TAG.lastIndex = at;
    const [tag = '', closing = '', name = '', attributes = '', alone = ''] = TAG.exec(svg) ?? [];
    if (tag === '' || !ELEMENTS.has(name) || (closing !== '' && (attributes !== '' || open.pop() !== name))) refuse(svg.slice(at, at + 40));
    if (open.length === 0 && at > 0 && closing === '') refuse(tag);
    if (!attributesAreSafe(attributes)) refuse(tag);
    if (closing === '' && alone === '') open.push(name);
    at += tag.length;
  }
  if (open.length > 0) refuse(`without the end of <${open.at(-1)}>`);
}

function attributesAreSafe(attributes: string): boolean {
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? '';
    const lower = name.toLowerCase();
    if (lower.startsWith('on')) return false;
    if ((lower === 'href' || lower.endsWith(':href')) && !value.startsWith('#')) return false;
    if (!lower.startsWith('xmlns') && !lower.startsWith('aria-') && outside(value)) return false;
  }
  return true;
}

/** Whether a style or an attribute points outside the document; escapes are refused since they could hide that. */
function outside(text: string): boolean {
  return /[\\]|@import|url\(\s*(?!["']?#)|image-set|expression\(|&(?!(amp|lt|gt|quot|#39);)/i.test(text);
}
