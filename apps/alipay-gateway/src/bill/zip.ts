import { zipSync } from 'fflate';
import iconv from 'iconv-lite';

export const gbk = (text: string): Uint8Array => iconv.encode(text, 'gbk');

/** A zip as Alipay makes it: names in GBK, and no flag that would tell a reader so. */
export function gbkZip(files: readonly (readonly [name: string, content: Uint8Array])[]): Uint8Array {
  const names = files.map(([name]) => gbk(name));
  // fflate writes UTF-8 names and sets bit 11; a stand-in of ASCII letters of the same length keeps the bit clear.
  const standIns = names.map((name, index) => String(index).padEnd(name.length, 'x'));
  const zip = zipSync(Object.fromEntries(files.map(([, content], index) => [standIns[index] ?? '', content])), {
    mtime: '2010-01-01T00:00:00',
  });
  writeNames(zip, names);
  return zip;
}

/** Puts the true names over the stand-ins: once before each file, once in the directory at the end. */
function writeNames(zip: Uint8Array, names: readonly Uint8Array[]): void {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let at = 0;
  for (const name of names) {
    zip.set(name, at + 30);
    at += 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true) + view.getUint32(at + 18, true);
  }
  for (const name of names) {
    zip.set(name, at + 46);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}
