/**
 * Colours for categories: blue, orange, green, lavender, brick and slate. Every one keeps a contrast of 3:1 to a white and to a
 * near-black page, and any two stay apart (18 and more in CIELAB) also without the red or the green cones.
 */
export const CATEGORIES = ['#1f77cc', '#f15600', '#18a967', '#a785c3', '#b93b24', '#4a6e67'] as const;

/** The colour of category `index`; they repeat after the last. */
export function categoryColor(index: number): string {
  return CATEGORIES[index % CATEGORIES.length] ?? CATEGORIES[0];
}

/** Whether category `index` has a colour that came before, every second time round: then a dash tells it apart. */
export function colorsRepeat(index: number): boolean {
  return Math.floor(index / CATEGORIES.length) % 2 === 1;
}

type Color = readonly [red: number, green: number, blue: number];

const SEQUENTIAL: readonly Color[] = [
  [16, 32, 72],
  [24, 78, 128],
  [40, 128, 142],
  [96, 178, 126],
  [188, 216, 120],
  [252, 246, 190],
];

const DIVERGING: readonly Color[] = [
  [4, 44, 88],
  [20, 104, 168],
  [124, 180, 216],
  [247, 247, 245],
  [240, 172, 116],
  [204, 88, 12],
  [104, 36, 0],
];

/** Dark to light, lightness rising all the way; `position` from 0 to 1. */
export function sequentialColor(position: number): string {
  return between(SEQUENTIAL, position);
}

/** Blue over near-white (at 0.5) to vermilion; `position` from 0 to 1. */
export function divergingColor(position: number): string {
  return between(DIVERGING, position);
}

function between(stops: readonly Color[], position: number): string {
  const scaled = Math.min(1, Math.max(0, position)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(scaled));
  const [from, to] = [stops[below] ?? [0, 0, 0], stops[below + 1] ?? [0, 0, 0]];
  return `#${[0, 1, 2].map(c => channel((from[c] ?? 0) + (scaled - below) * ((to[c] ?? 0) - (from[c] ?? 0)))).join('')}`;
}

function channel(value: number): string {
  return Math.round(value).toString(16).padStart(2, '0');
}
