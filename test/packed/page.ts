import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { run } from './project.js';

/** A page whose worker runs a network; it answers with the backend and the value that is decoded at the end. */
export interface Page {
  readonly name: string;
  /** The program of the worker. */
  readonly worker: string;
  /** Bytes that it may have, gzipped, all chunks and the worker included. */
  readonly most: number;
}

const network = `
const net = new Network({ label: 'channel', seed: 1 });
const a = net.ensemble(100, 1, { label: 'a' });
net.connect(net.constant(0.5), a);
net.probe(a, { label: 'decoded', synapse: lowpass(0.05) });
const model = await build(net);`;

const answer = `
const runtime = await createRuntime();
const simulation = await runtime.simulate(model);
await simulation.run(0.5);
postMessage(\`answer \${simulation.backend} \${simulation.data('decoded').data.at(-1).toFixed(2)}\`);`;

export const pages: readonly Page[] = [
  {
    name: 'runs a saved model',
    worker: `import { createRuntime, modelFromBytes } from 'rheobase';
const bytes = await (await fetch(new URL('./model.safetensors', import.meta.url))).arrayBuffer();
const model = modelFromBytes(new Uint8Array(bytes));${answer}`,
    most: 147_000,
  },
  {
    name: 'builds a network and runs it',
    worker: `import { build, createRuntime, lowpass, Network } from 'rheobase';${network}${answer}`,
    most: 167_000,
  },
];

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Bundles a page within a project and serves it; `bytes` counts what its programs take, gzipped. */
export async function served(project: string, worker: string) {
  const root = join(project, 'page');
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><link rel="icon" href="data:,"><script type="module" src="./main.js"></script>');
  writeFileSync(
    join(root, 'main.js'),
    `const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => { document.title = data; };
worker.onerror = ({ message }) => { document.title = 'answer: ' + message; };`,
  );
  writeFileSync(join(root, 'worker.js'), worker);
  writeFileSync(
    join(root, 'save.js'),
    `import { writeFileSync } from 'node:fs';
import { build, lowpass, modelToBytes, Network } from 'rheobase';${network}
writeFileSync('model.safetensors', modelToBytes(model));`,
  );
  const saved = await run(root, 'node', 'save.js');
  if (saved.code !== 0) throw new Error(saved.stderr);
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { write: false, target: 'es2022', assetsInlineLimit: 0 },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap(result => ('output' in result ? result.output : []));
  const files = new Map(outputs.map(output => [`/${output.fileName}`, Buffer.from(output.type === 'chunk' ? output.code : output.source)]));
  const programs = Array.from(files).filter(([name]) => name.endsWith('.js'));
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? '/index.html' : url;
    response.writeHead(files.has(name) ? 200 : 404, { 'content-type': types[extname(name)] ?? 'application/octet-stream' });
    response.end(files.get(name));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    bytes: programs.reduce((sum, [, code]) => sum + gzipSync(code, { level: 9 }).length, 0),
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}
