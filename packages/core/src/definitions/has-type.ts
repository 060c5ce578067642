/** Whether a value is a record of one of these types. */
export const hasType = (value: unknown, types: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && types.includes(value.type);
