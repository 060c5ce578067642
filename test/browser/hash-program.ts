import { rowOf, type Way } from './hashes.js';
import { networks } from './networks.js';
import { print } from './print.js';

const ways: readonly Way[] = [
  { backend: 'wasm', precision: 'float64', threads: 1 },
  { backend: 'wasm', precision: 'float32', threads: 1 },
  { backend: 'reference', precision: 'float64', threads: 1 },
  { backend: 'wasm', precision: 'float64', threads: 2 },
  { backend: 'wasm', precision: 'float32', threads: 2 },
];

const rows: string[] = [];
try {
  for (const entry of networks) rows.push(JSON.stringify(await rowOf(entry, ways)));
  print(rows.join('\n'));
} catch (error) {
  print(`${rows.length} networks were run, then: ${error}`);
}
