/** The places of a value that can still be written to, as paths; typed arrays aside, which cannot be frozen. */
export function thawed(value: unknown, at = '$'): readonly string[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  const inner = Object.entries(value).flatMap(([name, item]) => thawed(item, `${at}.${name}`));
  return Object.isFrozen(value) ? inner : [at, ...inner];
}
