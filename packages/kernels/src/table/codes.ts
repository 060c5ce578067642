/** The codes of the records of an operation table, as `assembly/simulate.ts` knows them. */
export const codes = Object.freeze({
  fill: 0,
  assign: 1,
  table: 2,
  input: 3,
  record: 4,
  gather: 5,
  copy: 6,
  addAll: 7,
  addScaled: 8,
  addRange: 9,
  addSome: 10,
  matVec: 11,
  matVecEvents: 12,
  dot: 13,
  dotEvents: 14,
  gain: 15,
  first: 16,
  system: 17,
  taps: 18,
  ring: 19,
  lif: 20,
});

export type Code = keyof typeof codes;
