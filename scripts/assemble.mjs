// Compiles the AssemblyScript sources into WebAssembly modules, inlined as hexadecimal digits in src/generated/ of their packages, so
// that a browser fetches nothing. Compressed, as servers send them, digits take a third less than base64: repeated bytes stay repeated digits.
// A module is compiled again if a hash of all that it is made of has changed.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listKernels } from '../plugins/wasm/list-kernels.mjs';
import { textOf, writeIfNew } from './write-if-new.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const shared = ['packages/math/assembly', 'packages/math/src', 'packages/kernels/assembly'];
const modules = [
  { name: 'sample', folder: 'packages/kernels', sources: shared },
  { name: 'solve', folder: 'packages/kernels', sources: shared },
  { name: 'simulate', folder: 'plugins/wasm', sources: [...shared, 'plugins/wasm/assembly'] },
];

/**
 * A source file by the name that the compiler asks for; null if there is none. TypeScript's imports end in `.js`. A file of packages/math/src
 * that uses what AssemblyScript lacks has one of the same name in packages/math/assembly, which is taken in its place.
 */
function sourceOf(name) {
  const path = name.replaceAll('\\', '/').replace(/\.js\.ts$/, '.ts');
  return textOf(join(root, path.replace(/^packages\/math\/src\//, 'packages/math/assembly/'))) ?? textOf(join(root, path));
}

/** What all files of these folders, this program and the compiler's version come to. */
function hashOf(folders) {
  const hash = createHash('sha256').update(createRequire(import.meta.url)('assemblyscript/package.json').version);
  const files = folders.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(path => path.endsWith('.ts'))
      .sort()
      .map(path => join(folder, path)),
  );
  for (const file of ['scripts/assemble.mjs', ...files]) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

const flags = '--runtime stub --enable simd --optimizeLevel 3 --noAssert --memoryBase 1024 --use abort=';

/** One module, from FOLDER/assembly/NAME.ts to FOLDER/src/generated/NAME.ts. */
async function assemble({ name, folder, sources }) {
  const entry = `${folder}/assembly/${name}.ts`;
  const out = join(root, folder, 'src/generated', `${name}.ts`);
  const mark = `from ${entry}, sources ${hashOf(sources)}`;
  if (textOf(out)?.includes(mark)) return;
  const { main } = await import('assemblyscript/asc');
  const written = new Map();
  const { error, stderr } = await main([entry, '--baseDir', root, '--outFile', `${name}.wasm`, ...flags.split(' ')], {
    readFile: sourceOf,
    writeFile: (file, contents) => void written.set(file, contents),
  });
  if (error) throw new Error(`${entry}: ${stderr.toString()}`, { cause: error });
  const bytes = Buffer.from(written.get(`${name}.wasm`));
  writeIfNew(
    out,
    `/** The module assembled ${mark} (${bytes.length} bytes), in hexadecimal digits. Generated: do not edit. */\nexport const ${name}Bytes =\n  '${bytes.toString('hex')}';\n`,
  );
}

listKernels();
for (const module of modules) await assemble(module);
