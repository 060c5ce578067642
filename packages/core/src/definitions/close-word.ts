/** Letters to insert, delete or replace that lead from one word to another (Levenshtein distance). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The allowed word that was probably meant: one that contains or is contained in the given one, or differs in few letters. */
export function closeWord<T extends string>(given: string, allowed: readonly T[]): T | undefined {
  const word = given.toLowerCase().replaceAll(/[-_\s]/g, '');
  if (word.length < 3 || word.length > 60) return undefined;
  const known = allowed.map(name => ({ name, other: name.toLowerCase() }));
  const near = known
    .map(({ name, other }) => ({ name, edits: distance(word, other), length: other.length }))
    .filter(({ edits, length }) => edits <= Math.max(1, Math.floor(length / 4)))
    .sort((a, b) => a.edits - b.edits)[0];
  return (near ?? known.find(({ other }) => other.length > 2 && (word.includes(other) || other.includes(word))))?.name;
}
