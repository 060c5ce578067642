import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GoldenFile } from './run.js';

/** Every `.json` and `.json.gz` file in a folder and its folders, sorted by name. Other files and `node_modules` are left aside. */
export function goldenFiles(folder: string): readonly GoldenFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    /^(?!(.*[\\/])?node_modules[\\/]).*\.json(\.gz)?$/.test(name),
  );
  return names.sort().map(path => ({
    path,
    read: () => {
      const bytes = readFileSync(join(folder, path));
      const json: unknown = JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
      return json;
    },
  }));
}
