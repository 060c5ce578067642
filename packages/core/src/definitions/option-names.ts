/** The names of all options of `O`, in the given order. A name that is missing is a type error, so a new option cannot be forgotten. */
export const optionNames = <O extends object>(names: { readonly [name in keyof O]-?: true }): readonly string[] =>
  Object.freeze(Object.keys(names));
