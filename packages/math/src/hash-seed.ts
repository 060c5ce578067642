const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const NUMBER_TAG = 1;
const STRING_TAG = 2;

const view = new DataView(new ArrayBuffer(8));

/**
 * A seed (an integer from 0 to 2^32 − 1) from a list of parts, for instance a network's seed and an object's path.
 * FNV-1a over each part's kind and bytes with MurmurHash3's finaliser: the kinds and the boundaries between parts count, so
 * 1 and '1', or ('ab', 'c') and ('a', 'bc'), differ. -0 counts as 0. Two lists of parts collide with probability 2^-32.
 */
export function hashSeed(...parts: (string | number)[]): number {
  let hash = OFFSET_BASIS;
  for (const part of parts) hash = typeof part === 'number' ? addNumber(hash, part) : addString(hash, part);
  return avalanche(hash);
}

/** MurmurHash3's 32-bit finaliser: a bijection in which every input bit moves about half of the output bits. */
export function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function addByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, PRIME);
}

function addNumber(hash: number, value: number): number {
  let next = addByte(hash, NUMBER_TAG);
  if (Number.isNaN(value)) return addByte(next, 0);
  view.setFloat64(0, value === 0 ? 0 : value, true);
  for (let i = 0; i < 8; i++) next = addByte(next, view.getUint8(i));
  return next;
}

function addString(hash: number, text: string): number {
  let next = addByte(hash, STRING_TAG);
  for (let shift = 0; shift < 32; shift += 8) next = addByte(next, (text.length >>> shift) & 0xff);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    next = addByte(addByte(next, unit & 0xff), unit >>> 8);
  }
  return next;
}
