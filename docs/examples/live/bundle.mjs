// Writes the live page as one HTML file that loads nothing: `npm run live -- out/channel.html`.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOutput } from '@rheobase/build/disk';
import { build } from 'vite';

const here = path => fileURLToPath(new URL(path, import.meta.url));
const [file = 'out/channel.html'] = process.argv.slice(2);

const result = await build({
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['@rheobase/source', 'browser', 'module', 'import', 'default'] },
  build: { write: false, target: 'es2022', lib: { entry: here('main.ts'), formats: ['iife'], name: 'live', fileName: 'live' } },
});
const outputs = [result].flat().flatMap(({ output }) => output);
const script = outputs.find(({ type }) => type === 'chunk')?.code.replaceAll('</script', '<\\/script');
const page = (await readFile(here('page.html'), 'utf8')).replace('/* program */', () => script);
await mkdir(dirname(file), { recursive: true });
await writeOutput(file, page);
console.log(`${file}: ${Math.round(Buffer.byteLength(page) / 1024)} KiB; open it in a browser`);
