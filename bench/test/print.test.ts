import { expect, test } from 'vitest';
import { benchRecord } from '../src/measure/record.js';
import { compare } from '../src/pairs/comparison.js';
import { readable } from '../src/print/columns.js';
import { jsonPrinter, tablePrinter } from '../src/print/printer.js';

const record = benchRecord({
  case: 'channel',
  system: 'rheobase-reference-float64',
  neurons: 200,
  steps_per_s: 54474.7,
  neuron_updates_per_s: 1e7,
});

function terminal() {
  const written = { out: '', err: '' };
  return {
    written,
    out: (text: string) => {
      written.out += text;
    },
    err: (text: string) => {
      written.err += text;
    },
  };
}

test('numbers have three digits or more, unknown ones a dash', () => {
  expect([54474.7, 12.345, 0.12345, 0, null, Number.NaN].map(readable)).toEqual(['54,475', '12.3', '0.123', '0', '–', '–']);
});

test('a table has its head once for all rows of a kind', () => {
  const to = terminal();
  const printer = tablePrinter(to, false);
  printer.record(record);
  printer.record(record);
  printer.comparison(compare([record], [[record]]));
  const lines = to.written.out.split('\n');
  expect(lines[0]).toMatch(/^case .*system .*neurons/);
  expect(lines[2]).toMatch(/^channel +rheobase-reference-float64 +200 .*54,475 /);
  expect(lines[3]).toBe(lines[2]);
  expect(lines[5]).toMatch(/^case .*ours .*theirs .*speed/);
});

test('records that enter comparisons go beside the table', () => {
  const to = terminal();
  tablePrinter(to, true).record(record);
  expect(to.written.out).toBe('');
  expect(to.written.err).toContain('channel');
});

test('JSON is a line each, with all keys', () => {
  const to = terminal();
  jsonPrinter(to).record(record);
  expect(to.written.out.endsWith('\n')).toBe(true);
  expect(JSON.parse(to.written.out)).toEqual({ ...record });
});
