const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text that is safe between tags and inside quoted attributes of HTML and XML; control characters and halves of surrogate pairs are dropped. */
export function escaped(text: string): string {
  return String(text)
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/[&<>"']/g, c => ENTITIES.get(c) ?? c);
}

/** A coordinate with at most two decimals. */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

/** Attributes by name; numbers are written as coordinates, `undefined` is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element. `content` is markup already; text goes through `escaped` first. */
export function element(name: string, attributes: Attributes, content?: string): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) tag += ` ${key}="${typeof value === 'number' ? coordinate(value) : escaped(value)}"`;
  }
  return content === undefined ? `${tag}/>` : `${tag}>${content}</${name}>`;
}

/** A text element; the text is escaped. */
export function text(content: string, attributes: Attributes): string {
  return element('text', attributes, escaped(content));
}
