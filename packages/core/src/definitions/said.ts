/** The options without those that are undefined, which count as not given: laid over defaults they would hide them. */
export function said<T extends object>(options: T): T {
  const given = { ...options };
  for (const [name, value] of Object.entries(given)) if (value === undefined) Reflect.deleteProperty(given, name);
  return given;
}
