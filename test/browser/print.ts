declare const document: { getElementById(id: string): { textContent: string } | null } | undefined;

/** Prints a text where the program runs: under plain node, or into the element `out` of a page. */
export function print(text: string): void {
  if (typeof document === 'undefined') console.log(text);
  else {
    const out = document.getElementById('out');
    if (out) out.textContent = text;
  }
}
