import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkOutput, writeOutput, writeOutputs } from '@rheobase/build/disk';
import { ValidationError } from '@rheobase/core';
import { beforeEach, describe, expect, it } from 'vitest';

const text = 'all of it\n';
let folder = '';
const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const modeOf = (name: string): number => statSync(at(name)).mode & 0o7777;
const root = process.geteuid?.() === 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rheobase-output-'));
});

/** Refused by the check before any work, and by the writing itself; nothing new is in the folder. */
async function refused(file: string, says: RegExp): Promise<void> {
  const before = readdirSync(folder);
  expect(() => checkOutput(file)).toThrow(ValidationError);
  expect(() => checkOutput(file)).toThrow(says);
  await expect(writeOutput(file, text)).rejects.toThrow(says);
  await expect(writeOutput(file, text)).rejects.toBeInstanceOf(ValidationError);
  expect(readdirSync(folder)).toEqual(before);
}

describe('a file that is written', () => {
  it('is new, with the mode of the umask', async () => {
    const before = process.umask(0o027);
    try {
      await writeOutput(at('new'), text);
    } finally {
      process.umask(before);
    }
    expect(read('new')).toBe(text);
    expect(modeOf('new')).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['new']);
  });

  it.each([0o600, 0o640, 0o755, 0o666, 0o200])('keeps its mode %o', async mode => {
    writeFileSync(at('old'), 'before');
    chmodSync(at('old'), mode);
    await writeOutput(at('old'), text);
    expect(modeOf('old')).toBe(mode);
    if (root || (mode & 0o400) !== 0) expect(read('old')).toBe(text);
  });

  it.runIf(root)('keeps its owner', async () => {
    writeFileSync(at('old'), 'before');
    execFileSync('chown', ['12:34', at('old')]);
    await writeOutput(at('old'), text);
    expect(statSync(at('old'))).toMatchObject({ uid: 12, gid: 34 });
  });

  it('may have as long a name as the system takes', async () => {
    await writeOutput(at('n'.repeat(255)), text);
    expect(read('n'.repeat(255))).toBe(text);
    await refused(at('n'.repeat(256)), /its name is too long; give it a shorter one/);
  });

  it.each([0o444, 0o400, 0o000])('is refused with mode %o, also for the superuser, and stays', async mode => {
    writeFileSync(at('old'), 'before');
    chmodSync(at('old'), mode);
    await refused(at('old'), /cannot write '.*old': it is read-only; allow writing \(chmod u\+w '.*old'\), or name another file/);
    expect(modeOf('old')).toBe(mode);
    chmodSync(at('old'), 0o600);
    expect(read('old')).toBe('before');
  });

  it('is refused where a folder is missing or in its place, or a part of the path is no folder', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('file'), 'x');
    symlinkSync('folder', at('to-folder'));
    await refused(at('no/out'), /cannot write .*there is no folder '.*no'; make it first/);
    await refused(at('file/out'), /there is no folder '.*file'|a part of its path is no folder/);
    await refused(at('folder'), /it is a folder; name a file in it/);
    await refused(at('folder/'), /it is a folder; name a file in it/);
    await refused(at('to-folder'), /it is a folder/);
    await refused(at('new/'), /it names a folder; name a file in it/);
    await refused('', /the name is empty/);
    await refused(at('a\0b'), /its name has a character that no name may have/);
  });

  it('is written in place where it has several names, which stay one file', async () => {
    writeFileSync(at('one'), 'something longer than what comes');
    linkSync(at('one'), at('two'));
    await writeOutput(at('one'), text);
    expect([read('one'), read('two')]).toEqual([text, text]);
    expect(statSync(at('one')).ino).toBe(statSync(at('two')).ino);
  });
});

describe('a link that is written', () => {
  it('stays, and the file that it leads to is written and keeps its mode: over links and folders', async () => {
    mkdirSync(at('a'));
    mkdirSync(at('b'));
    writeFileSync(at('b/target'), 'before', { mode: 0o600 });
    symlinkSync('../b/target', at('a/link'));
    symlinkSync(at('a/link'), at('again'));
    symlinkSync('a', at('folder'));
    for (const name of ['a/link', 'again', 'folder/link', 'folder/../a/link']) {
      await writeOutput(at(name), name);
      expect(read('b/target')).toBe(name);
    }
    expect([readlinkSync(at('a/link')), readlinkSync(at('again'))]).toEqual(['../b/target', at('a/link')]);
    expect(modeOf('b/target')).toBe(0o600);
    expect([readdirSync(at('a')), readdirSync(at('b'))]).toEqual([['link'], ['target']]);
  });

  it('is taken by its folder on disk, not by its spelling', async () => {
    mkdirSync(at('deep'));
    mkdirSync(at('deep/deeper'));
    symlinkSync('deep/deeper', at('short'));
    await writeOutput(`${folder}/short/../out`, text);
    expect(read('deep/out')).toBe(text);
    expect(existsSync(at('out'))).toBe(false);
  });

  it('makes the file that it leads to where there is none', async () => {
    mkdirSync(at('a'));
    symlinkSync('a/new', at('dangling'));
    await writeOutput(at('dangling'), text);
    expect(read('a/new')).toBe(text);
    expect(lstatSync(at('dangling')).isSymbolicLink()).toBe(true);
    expect(readdirSync(at('a'))).toEqual(['new']);
  });

  it('is refused where it leads nowhere that a file could be, in a circle, or to a file that is read-only', async () => {
    symlinkSync('no/such/folder', at('nowhere'));
    symlinkSync('ring', at('ring'));
    symlinkSync('there', at('back'));
    symlinkSync('back', at('there'));
    writeFileSync(at('kept'), 'before', { mode: 0o444 });
    symlinkSync('kept', at('to-kept'));
    await refused(at('nowhere'), /there is no folder/);
    await refused(at('ring'), /its links lead in a circle/);
    await refused(at('back'), /its links lead in a circle/);
    await refused(at('to-kept'), /it is read-only/);
    expect(lstatSync(at('nowhere')).isSymbolicLink()).toBe(true);
    expect(read('kept')).toBe('before');
  });
});

describe('what is no regular file', () => {
  const large = 'x'.repeat(300_000);

  it('is written straight: a FIFO, also over a link, whose reader gets everything', async () => {
    execFileSync('mkfifo', ['-m', '620', at('fifo')]);
    symlinkSync('fifo', at('link'));
    for (const name of ['fifo', 'link']) {
      const reader = readFile(at('fifo'), 'utf8');
      await writeOutput(at(name), large);
      expect(await reader).toBe(large);
    }
    expect(lstatSync(at('fifo')).isFIFO()).toBe(true);
    expect(modeOf('fifo')).toBe(0o620);
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['fifo', 'link']);
  });

  it('is told where a reader stops reading', async () => {
    execFileSync('mkfifo', [at('fifo')]);
    const reader = spawn('head', ['-c', '10', at('fifo')], { stdio: 'ignore' });
    await expect(writeOutput(at('fifo'), large)).rejects.toThrow(
      /cannot write '.*fifo': whoever read it has stopped reading; keep the reader/,
    );
    reader.kill();
    expect(lstatSync(at('fifo')).isFIFO()).toBe(true);
  });

  it('is refused where it is read-only', async () => {
    execFileSync('mkfifo', ['-m', '400', at('fifo')]);
    await refused(at('fifo'), /it is read-only/);
  });

  it.runIf(existsSync('/dev/full'))('is told where it is full', async () => {
    const before = statSync('/dev/full');
    await expect(writeOutput('/dev/full', text)).rejects.toThrow("cannot write '/dev/full': no space is left; make room");
    expect(statSync('/dev/full')).toMatchObject({ mode: before.mode, rdev: before.rdev, ino: before.ino });
  });

  it.runIf(existsSync('/dev/null'))('stays the device that it is', async () => {
    const before = lstatSync('/dev/null');
    symlinkSync('/dev/null', at('link'));
    expect(checkOutput('/dev/null')).toEqual({ kind: 'inPlace', path: '/dev/null' });
    expect(checkOutput(at('link'))).toEqual({ kind: 'inPlace', path: '/dev/null' });
    await writeOutput(at('link'), text);
    await writeOutput('/dev/null', text);
    expect(lstatSync('/dev/null')).toMatchObject({ mode: before.mode, rdev: before.rdev, ino: before.ino });
  });
});

/** A program of its own that writes to what its arguments name. */
const program = `
import { writeOutput } from '@rheobase/build/disk';
try { await writeOutput(process.argv[1], process.argv[2]); } catch (error) { console.error(error.message); process.exitCode = 1; }`;
const shell = (script: string, ...args: readonly string[]) =>
  new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>(resolve => {
    const given = ['-c', script, 'sh', process.execPath, program, ...args];
    const child = execFile('sh', given, { cwd: import.meta.dirname }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
const NODE = '"$1" --input-type=module -e "$2"';

describe.runIf(existsSync('/dev/fd') && existsSync(new URL('../dist/disk/index.js', import.meta.url)))('a descriptor', () => {
  it('is written where it stands: standard output as a pipe, as a file, to append', async () => {
    expect(await shell(`${NODE} /dev/stdout words | cat`)).toMatchObject({ code: 0, stdout: 'words', stderr: '' });
    await shell(`{ echo before; ${NODE} /dev/stdout words; echo after; } > "$3"`, at('file'));
    expect(read('file')).toBe('before\nwordsafter\n');
    await shell(`${NODE} /dev/fd/1 more >> "$3"`, at('file'));
    expect(read('file')).toBe('before\nwordsafter\nmore');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it('is written by its number, and refused where it is not open', async () => {
    expect(await shell(`${NODE} /dev/fd/7 words 7> "$3"`, at('seven'))).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(read('seven')).toBe('words');
    const { code, stderr } = await shell(`${NODE} /dev/fd/91 words`);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "cannot write '/dev/fd/91': this descriptor is not open; open it in the shell, or name a file\n",
    });
    expect(await shell(`${NODE} /dev/fd/7 words 7< "$3"`, at('seven'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('it is not open for writing'),
    });
  });
});

describe.runIf(existsSync(new URL('../dist/disk/index.js', import.meta.url)))('a user without permission', () => {
  it.each([
    ['in the folder', 'closed/out', /permission is denied in folder '.*closed'; name a place where you may write/],
    ['to the file', 'theirs', /permission is denied; name a place where you may write/],
    ['to look into the folder', 'hidden/out', /permission is denied|there is no folder/],
  ])('%s is told so', async (_, name, says) => {
    chmodSync(folder, 0o755);
    mkdirSync(at('closed'), { mode: 0o555 });
    mkdirSync(at('hidden'), { mode: 0o000 });
    writeFileSync(at('theirs'), 'before', { mode: root ? 0o644 : 0o444 });
    const given = ['--input-type=module', '-e', program, at(name), text];
    const as = root ? { uid: 65_534, gid: 65_534 } : {};
    const { code, stderr } = await new Promise<{ readonly code: number | null; readonly stderr: string }>(resolve => {
      const child = execFile(process.execPath, given, { cwd: import.meta.dirname, ...as }, (error, _out, err) =>
        resolve({ code: child.exitCode, stderr: err || String(error) }),
      );
    });
    chmodSync(at('hidden'), 0o700);
    expect(stderr).toMatch(root || name !== 'theirs' ? says : /it is read-only/);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
    expect(read('theirs')).toBe('before');
    expect(readdirSync(folder).sort()).toEqual(['closed', 'hidden', 'theirs']);
    expect([readdirSync(at('closed')), readdirSync(at('hidden'))]).toEqual([[], []]);
  });
});

describe('several files', () => {
  it('are all written or none', async () => {
    writeFileSync(at('a'), 'before');
    writeFileSync(at('c'), 'before', { mode: 0o444 });
    await expect(
      writeOutputs(
        new Map(
          [
            ['a', text],
            ['b', text],
            ['c', text],
          ].map(([name = '', content = '']) => [at(name), content]),
        ),
      ),
    ).rejects.toThrow(/c': it is read-only/);
    expect(read('a')).toBe('before');
    expect(readdirSync(folder)).toEqual(['a', 'c']);
    await writeOutputs(
      new Map<string, string | Uint8Array>([
        [at('a'), 'one'],
        [at('b'), Uint8Array.of(50)],
      ]),
    );
    expect([read('a'), read('b')]).toEqual(['one', '2']);
    expect(readdirSync(folder)).toEqual(['a', 'b', 'c']);
  });

  it('leave nothing where one of them fails while it is written', async () => {
    if (!existsSync('/dev/full')) return;
    writeFileSync(at('a'), 'before');
    await expect(
      writeOutputs(
        new Map<string, string | Uint8Array>([
          [at('a'), text],
          ['/dev/full', text],
        ]),
      ),
    ).rejects.toThrow(/no space is left/);
    expect(read('a')).toBe('before');
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

describe.runIf(existsSync(new URL('../dist/disk/index.js', import.meta.url)))('a signal while a file is written', () => {
  // The second output is a FIFO without a reader: the program waits there, with the first written beside its place.
  const waiting = `
    import { writeOutputs } from '@rheobase/build/disk';
    const [file, fifo, listens] = process.argv.slice(1);
    if (listens) process.on('SIGINT', () => { console.log('mine'); process.exit(3); });
    await Promise.all([writeOutputs(new Map([[file, 'after'], [fifo, 'after']])), writeOutputs(new Map([[file + '2', 'after'], [fifo, 'after']]))]);`;

  it.each([
    ['SIGINT', []],
    ['SIGTERM', []],
    ['SIGHUP', []],
    ['SIGINT', ['listens']],
  ] as const)('%s %o leaves what was there, and no part of what was to come', async (signal, listens) => {
    writeFileSync(at('file'), 'before');
    execFileSync('mkfifo', [at('fifo')]);
    const child = spawn(process.execPath, ['--input-type=module', '-e', waiting, at('file'), at('fifo'), ...listens], {
      cwd: import.meta.dirname,
    });
    const ended = new Promise(resolve => child.on('exit', (code, by) => resolve(by ?? code)));
    while (readdirSync(folder).filter(name => name.endsWith('.part')).length < 2) await new Promise(resolve => setTimeout(resolve, 20));
    await new Promise(resolve => setTimeout(resolve, 100));
    child.kill(signal);
    expect(await ended).toBe(listens.length > 0 ? 3 : signal);
    expect(readdirSync(folder).sort()).toEqual(['fifo', 'file']);
    expect(read('file')).toBe('before');
  });
});
