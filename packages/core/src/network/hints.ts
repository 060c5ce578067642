/** Advice to backends about one object, as plain data (`trainable`, `onChip`, `blockShape` …). What a backend does not know it ignores. */
export type Hints = Readonly<Record<string, unknown>>;

export const noHints: Hints = Object.freeze({});
