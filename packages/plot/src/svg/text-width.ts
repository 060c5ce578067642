/** An estimate, in pixels, of the width of a text in the sans-serif fonts of the figures; a little too wide rather than too narrow. */
export function textWidth(content: string, fontSize: number): number {
  let width = 0;
  for (const c of content) width += charWidth(c);
  return width * fontSize;
}

function charWidth(c: string): number {
  if ((c.codePointAt(0) ?? 0) >= 0x2e80) return 1.05;
  if (/[iljtfrI.,:;'|!()[\] ]/.test(c)) return 0.39;
  if (/[mwMW@%]/.test(c)) return 0.97;
  return /[A-Z&]/.test(c) ? 0.73 : 0.625;
}

/** The text, cut and ended with an ellipsis where it is wider than `width`. */
export function fitted(content: string, fontSize: number, width: number): string {
  if (textWidth(content, fontSize) <= width) return content;
  const characters = [...content];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, fontSize) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
