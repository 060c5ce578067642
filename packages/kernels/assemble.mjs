// Compiles the AssemblyScript sources into WebAssembly modules, inlined as hexadecimal digits in src/generated/, so that a browser fetches
// nothing. Compressed, as servers send them, digits take a third less than base64: repeated bytes stay repeated digits.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = ['sample', 'simulate', 'solve'];
const newest = folder =>
  Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map(entry => (entry.isDirectory() ? newest : newestFile)(join(folder, entry.name))),
  );
const newestFile = file => statSync(file).mtimeMs;
const changed = Math.max(newest(join(here, 'assembly')), newestFile(fileURLToPath(import.meta.url)));

/** @returns {number} when a file was last written; 0 where there is none */
function writtenAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** One module, from assembly/NAME.ts to src/generated/NAME.ts. */
async function assemble(name) {
  const out = join(here, 'src/generated', `${name}.ts`);
  if (writtenAt(out) > changed) return;
  const { main } = await import('assemblyscript/asc');
  const written = new Map();
  const { error, stderr } = await main(
    [
      `assembly/${name}.ts`,
      '--baseDir',
      here,
      '--outFile',
      `${name}.wasm`,
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--memoryBase',
      '1024',
      '--use',
      'abort=',
    ],
    { writeFile: (file, contents) => void written.set(file, contents) },
  );
  if (error) throw new Error(`assembly/${name}.ts: ${stderr.toString()}`, { cause: error });
  const bytes = Buffer.from(written.get(`${name}.wasm`));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(
    out,
    `/** The module assembled from assembly/${name}.ts (${bytes.length} bytes), in hexadecimal digits. Generated: do not edit. */\nexport const ${name}Bytes =\n  '${bytes.toString('hex')}';\n`,
  );
}

export async function assembleAll() {
  for (const name of modules) await assemble(name);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await assembleAll();
