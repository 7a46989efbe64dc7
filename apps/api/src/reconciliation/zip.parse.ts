import { crc32 } from 'node:zlib';

import yauzl from 'yauzl';

import { BillRefusal } from './bill.state.js';

/** A real bill has two files, packs about twelve to one and stays far below these. */
export const ZIP_LIMITS = { zipBytes: 16_777_216, entries: 8, unpackedBytes: 67_108_864, ratio: 100 } as const;

const UTF8_FLAG = 0x800;

export interface ZipFileEntry {
  name: string;
  /** Unpacks it. @throws BillRefusal when the bytes are not what the directory says */
  bytes(): Promise<Buffer>;
}

/**
 * Opens a bill's zip. Everything is judged by the directory before a byte is unpacked, and while unpacking no file can
 * be longer than the directory said. @throws BillRefusal
 */
export async function openZip(zip: Uint8Array): Promise<ZipFileEntry[]> {
  if (zip.byteLength > ZIP_LIMITS.zipBytes) throw new BillRefusal('size');
  const file = await readZip(() =>
    yauzl.fromBufferPromise(Buffer.from(zip), { decodeStrings: false, lazyEntries: true }),
  );
  if (file.entryCount > ZIP_LIMITS.entries) throw new BillRefusal('entries');
  const entries = await readZip(async () => {
    const all: yauzl.Entry[] = [];
    for await (const entry of file.eachEntry()) all.push(entry);
    return all;
  });
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (unpacked > ZIP_LIMITS.unpackedBytes) throw new BillRefusal('size');
  // Files may lie over each other in a bomb: what counts is what all of them make of these bytes.
  if (unpacked > ZIP_LIMITS.ratio * zip.byteLength) throw new BillRefusal('ratio');
  return entries.map((entry) => ({ name: nameOf(entry), bytes: () => unpack(file, entry) }));
}

/** Names are GBK without a flag that says so; some packers set the one for UTF-8. @throws BillRefusal */
function nameOf(entry: yauzl.Entry): string {
  if (entry.isEncrypted()) throw new BillRefusal('encrypted');
  const raw: Uint8Array = entry.fileNameRaw;
  const name = decoded(raw, entry.generalPurposeBitFlag & UTF8_FLAG ? 'utf-8' : 'gbk', 'entry-name');
  const isPlain = name.length <= 128 && name.endsWith('.csv') && !/[/\\:\p{Cc}]|\.\./u.test(name);
  if (!isPlain) throw new BillRefusal('entry-name');
  return name;
}

async function unpack(file: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  const bytes = await readZip(async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await file.openReadStreamPromise(entry)) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  });
  // The library leaves this to its callers.
  if (crc32(bytes) !== entry.crc32) throw new BillRefusal('zip');
  return bytes;
}

/** Whatever the library finds wrong, it is no zip to us; its words may hold bytes of the file. */
async function readZip<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new BillRefusal('zip');
  }
}

/** @throws BillRefusal where the bytes are no text in this encoding */
export function decoded(bytes: Uint8Array, encoding: 'gbk' | 'utf-8', fault: 'entry-name' | 'encoding'): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BillRefusal(fault);
  }
}
