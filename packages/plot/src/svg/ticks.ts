/** Round positions for an axis and how to write them. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
  readonly step: number;
}

/** About `count` multiples of 1, 2 or 5 times a power of ten within [`low`, `high`]. `whole`: none closer together than 1. */
export function ticks(low: number, high: number, count: number, whole = false): Ticks {
  const step = Math.max(whole ? 1 : 0, tickStep(low, high, count));
  const values: number[] = [];
  if (nearlyEqual(low, high)) return { values: [low], labels: [readable(low)], step };
  const slack = step * 1e-9;
  for (let i = Math.ceil((low - slack) / step); i * step <= high + slack; i++) values.push(tidy(i * step));
  return { values, labels: tickLabels(values, step), step };
}

/** The distance between round ticks so that [`low`, `high`] has about `count` of them. */
export function tickStep(low: number, high: number, count: number): number {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0)) return 1;
  const unit = Number(`1e${exponent(rough)}`);
  const leading = rough / unit;
  return tidy((leading <= 1.4 ? 1 : leading <= 3.2 ? 2 : leading <= 7 ? 5 : 10) * unit);
}

/** The domain widened to whole ticks; where all values are (nearly) equal, down or up to 0. */
export function roundDomain(low: number, high: number, count: number): readonly [number, number] {
  if (nearlyEqual(low, high)) {
    const most = 1.1 * Math.max(Math.abs(low), Math.abs(high));
    if (most < 1e-290) return [-1, 1];
    return high > 0 ? [0, roundDomain(0, most, count)[1]] : [roundDomain(-most, 0, count)[0], 0];
  }
  const step = tickStep(low, high, count);
  return [tidy(Math.floor(low / step + 1e-9) * step), tidy(Math.ceil(high / step - 1e-9) * step)];
}

/** A number for reading: at most four significant digits, a true minus sign, thousands set apart. */
export function readable(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return signed(trimmed(value.toExponential(3)));
  return Number.isInteger(value)
    ? signed(grouped(String(value)))
    : signed(grouped(trimmed(value.toFixed(size >= 1000 ? 0 : 3 - Math.min(3, Math.max(-4, exponent(size)))))));
}

function tickLabels(values: readonly number[], step: number): string[] {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (largest >= 1e7 || step < 1e-4) {
    const digits = Math.min(14, Math.max(0, exponent(largest) - exponent(step)));
    return values.map(v => (v === 0 ? '0' : signed(trimmed(v.toExponential(digits)))));
  }
  const decimals = Math.max(0, -exponent(step));
  return values.map(v => signed(grouped(v.toFixed(decimals))));
}

/** Whether too few bits are left between two numbers for ticks, or they are so small that a step would be 0. */
function nearlyEqual(low: number, high: number): boolean {
  return !(high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high), 1e-290));
}

/** The power of ten of the leading digit, read from the text form: a logarithm may differ between engines in its last bit. */
function exponent(value: number): number {
  return Number(value.toExponential(12).split('e')[1] ?? 0);
}

function tidy(value: number): number {
  const tidied = Number(value.toPrecision(12));
  return tidied === 0 ? 0 : tidied;
}

function trimmed(value: string): string {
  return value
    .replace(/(\.\d*?)0+(?=e|$)/, '$1')
    .replace(/\.(?=e|$)/, '')
    .replace('e+', 'e');
}

function grouped(value: string): string {
  const [whole = '', fraction] = value.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

function signed(value: string): string {
  return value.replace(/-/g, '−');
}
