import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { billLines, billZip, type FakeBillRow, fakeFee, gbk, type ZipEntry, zipOf } from '@luffy/ipay/testing';
import { fen } from '@luffy/money';

import { parseBill } from './bill.parse.js';
import { BILL_FAULTS, reasonOf } from './bill.state.js';
import { ZIP_LIMITS } from './zip.parse.js';

const OF = { day: '2026-03-01', sellerId: '2088000000000001' };
const NAME = '20880000000000010156_20260301_业务明细.csv';
const AT = new Date('2026-03-01T09:00:05+08:00');

const paid: FakeBillRow = {
  kind: 'payment',
  tradeNo: '2026030122001000000000000001',
  outTradeNo: '0195500000007000800000000000000a',
  outRequestNo: '',
  amountFen: fen(9900),
  feeFen: fen(-59),
  at: AT,
};
const back: FakeBillRow = {
  ...paid,
  kind: 'refund',
  outRequestNo: 'r1',
  amountFen: fen(3000),
  feeFen: fakeFee(fen(3000)),
};

const LINES = billLines(OF.sellerId, OF.day, [paid, back]);
const entry = (name: string, content: Uint8Array | string, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name: gbk(name),
  content: typeof content === 'string' ? gbk(content) : content,
  ...more,
});
const zipOfText = (text: string): Uint8Array => zipOf([entry(NAME, text)]);
const read = (zip: Uint8Array) => parseBill(zip, OF);

describe('a bill', () => {
  test('is read line by line: numbers without TABs, amounts in fen, instants of Beijing', async () => {
    expect(await read(billZip(OF.sellerId, OF.day, [paid, back]))).toEqual({
      kind: 'read',
      lines: [
        {
          line: 6,
          kind: 'payment',
          tradeNo: paid.tradeNo,
          outTradeNo: paid.outTradeNo,
          outRequestNo: null,
          amountFen: 9900,
          receiptFen: 9900,
          feeFen: -59,
          at: AT,
        },
        {
          line: 7,
          kind: 'refund',
          tradeNo: paid.tradeNo,
          outTradeNo: paid.outTradeNo,
          outRequestNo: 'r1',
          amountFen: 3000,
          receiptFen: 3000,
          feeFen: 18,
          at: AT,
        },
      ],
    });
  });

  test('of real format is read: header, TABs and comments as they stand in bills of the past', async () => {
    const file = new URL('../../../alipay-gateway/test/fixtures/alipay-bill-format.json', import.meta.url);
    const { lines } = JSON.parse(readFileSync(file, 'utf8')) as { lines: string[] };
    const zip = zipOf([entry('20880000000000010156_20260605_业务明细.csv', lines.join('\n'))]);
    const reading = await parseBill(zip, { ...OF, day: '2026-06-05' });
    expect(reading).toMatchObject({ kind: 'read', lines: [{ amountFen: 2000 }, {}, { kind: 'refund', feeFen: 18 }] });
  });

  test('may end its lines as it likes, have columns in another order and more of them, and quote any cell', async () => {
    const moved = LINES.map((line, at) => {
      if (line.startsWith('#')) return line;
      return at === 4 ? `新增的列,${line}` : `"a ""b"",\n\tc"\t,${line}`;
    });
    for (const end of ['\n', '\r\n']) {
      const reading = await read(zipOfText(moved.join(end)));
      expect(reading).toMatchObject({ kind: 'read', lines: [{ outTradeNo: paid.outTradeNo }, { outRequestNo: 'r1' }] });
    }
  });

  test('may hold a refund without a number, and no trade at all', async () => {
    const noNumber = await read(billZip(OF.sellerId, OF.day, [{ ...back, outRequestNo: '' }]));
    expect(noNumber).toMatchObject({ kind: 'read', lines: [{ outRequestNo: null }] });
    expect(await read(billZip(OF.sellerId, OF.day, []))).toEqual({ kind: 'read', lines: [] });
  });

  test('of ten thousand lines is no bomb', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({ ...paid, outTradeNo: String(at).padStart(32, '0') }));
    const reading = await read(billZip(OF.sellerId, OF.day, rows));
    expect(reading.kind === 'read' && reading.lines.length).toBe(10_000);
  });
});

/** The detail file with one line changed; `line` counts from 1. */
const changed = (line: number, change: (text: string) => string): string =>
  LINES.map((text, at) => (at + 1 === line ? change(text) : text)).join('\r\n');

describe('nothing of a bill is read when its text', () => {
  test.each<[string, string, string, number | null]>([
    ['has another title', changed(1, () => '#支付宝账务明细查询'), 'title', 1],
    ['is of another seller', changed(2, () => '#账号：[20880000000000020156]'), 'account', null],
    ['names no seller', changed(2, () => '#'), 'account', null],
    ['is of another day', changed(3, (text) => text.replaceAll('03月0', '04月0')), 'period', null],
    ['covers two days', changed(3, (text) => text.replace('03月02日', '03月03日')), 'period', null],
    ['lacks a column', changed(5, (text) => text.replace('服务费（元）', '手续费（元）')), 'columns', 5],
    ['has a column twice', changed(5, (text) => text.replace('备注', '服务费（元）')), 'columns', 5],
    ['has no header', LINES.filter((line) => line.startsWith('#')).join('\n'), 'columns', null],
    ['has a row with a cell too few', changed(6, (text) => text.replace(',0.00', '')), 'cells', 6],
    ['has a row with a cell too many', changed(7, (text) => `${text},`), 'cells', 7],
    ['leaves a quote open', changed(6, (text) => text.replace('"课', '"课,"')), 'quotes', 6],
    ['has a separator of thousands', changed(6, (text) => text.replaceAll('99.00', '"1,099.00"')), 'amount', 6],
    ['has an amount with an exponent', changed(6, (text) => text.replaceAll('99.00', '9.9e1')), 'amount', 6],
    ['has an amount with one decimal', changed(6, (text) => text.replaceAll('99.00', '99.0')), 'amount', 6],
    ['has an amount in full-width digits', changed(6, (text) => text.replaceAll('99.00', '９９.00')), 'amount', 6],
    ['has a payment of nothing', changed(6, (text) => text.replaceAll('99.00', '0.00')), 'amount', 6],
    ['has a negative payment', changed(6, (text) => text.replaceAll('99.00', '-99.00')), 'amount', 6],
    ['has a positive refund', changed(7, (text) => text.replaceAll('-30.00', '30.00')), 'amount', 7],
    ['has a fee that is none', changed(6, (text) => text.replace('-0.59', '')), 'amount', 6],
    ['has an unknown type', changed(6, (text) => text.replace('交易', '转账')), 'type', 6],
    ['lacks a number', changed(6, (text) => text.replace(paid.tradeNo, '')), 'number', 6],
    ['has a number too long', changed(6, (text) => text.replace(paid.outTradeNo, '1'.repeat(65))), 'number', 6],
    ['has an impossible time', changed(6, (text) => text.replaceAll('03-01', '02-30')), 'time', 6],
    ['has a day without a time', changed(6, (text) => text.replaceAll(' 09:00:05', '')), 'time', 6],
    ['moves more than our columns hold', changed(6, (text) => text.replaceAll('99.00', '99999999.99')), 'size', null],
    ['lost a row in the middle', LINES.filter((_, at) => at !== 5).join('\n'), 'totals', null],
    ['says another sum', changed(9, (text) => text.replace('99.00', '99.01')), 'totals', null],
    ['says another count', changed(10, (text) => text.replace('1笔', '2笔')), 'totals', null],
    ['lost its end', LINES.slice(0, 7).join('\n'), 'cut-short', null],
    ['lost its sums', LINES.slice(0, 8).join('\n'), 'cut-short', null],
    ['goes on behind its end', [...LINES, LINES[5]].join('\n'), 'cut-short', 12],
    ['is empty', '', 'title', 1],
  ])('%s', async (_what, text, fault, line) => {
    const reading = await read(zipOfText(text));
    expect(reading).toEqual({ kind: 'refused', fault, line });
  });

  const utf8 = Buffer.from(LINES.join('\n'));
  test.each<[string, Uint8Array, string]>([
    ['was saved as UTF-8 with a BOM', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), utf8]), 'encoding'],
    [
      'was saved as UTF-16',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(LINES.join('\n'), 'utf16le')]),
      'encoding',
    ],
    ['has a BOM before good GBK', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), gbk(LINES.join('\n'))]), 'encoding'],
    ['has bytes that are no GBK', Buffer.concat([gbk(LINES.join('\n')), Buffer.from([0x81, 0x20])]), 'encoding'],
  ])('%s', async (_what, bytes, fault) => {
    expect(await read(zipOf([entry(NAME, bytes)]))).toEqual({ kind: 'refused', fault, line: null });
  });

  test('was saved as UTF-8 without saying so', async () => {
    expect((await read(zipOf([entry(NAME, utf8)]))).kind).toBe('refused');
  });

  test('is one quote that never ends, at once', async () => {
    const text = `${LINES.slice(0, 5).join('\n')}\n"${'x'.repeat(3_000_000)}`;
    // What cannot be packed keeps it below the ratio of a bomb.
    const noise = createHash('shake256', { outputLength: 100_000 }).digest();
    const zip = zipOf([entry(NAME, text), entry('noise.csv', noise)]);
    expect(await read(zip)).toEqual({ kind: 'refused', fault: 'quotes', line: 6 });
  });
});

describe('nothing of a zip is read that', () => {
  const good = gbk(LINES.join('\r\n'));
  const detail = entry(NAME, good);
  const named = (name: string): ZipEntry[] => [detail, entry(name, 'x')];
  const broken = zipOf([detail]);
  broken.set([0xff, 0xff, 0xff], 90);

  test.each<[string, Uint8Array, string]>([
    ['is none', Buffer.from('<html>系统繁忙</html>'), 'zip'],
    ['is empty', new Uint8Array(), 'zip'],
    ['has no file', zipOf([]), 'no-detail'],
    ['was cut in the middle', zipOf([detail]).subarray(0, 200), 'zip'],
    ['was damaged on the way', broken, 'zip'],
    ['has another checksum', zipOf([{ ...detail, claims: { crc: 1 } }]), 'zip'],
    ['unpacks to more than it says', zipOf([{ ...detail, claims: { size: 100 } }]), 'zip'],
    ['unpacks to less than it says', zipOf([{ ...detail, claims: { size: good.length + 1 } }]), 'zip'],
    ['says it unpacks to gigabytes', zipOf([{ ...detail, claims: { size: 0xfffffffe } }]), 'size'],
    ['is larger than any bill', Buffer.alloc(ZIP_LIMITS.zipBytes + 1), 'size'],
    ['is a bomb', zipOf([detail, entry('zeros.csv', new Uint8Array(4_000_000))]), 'ratio'],
    ['holds many files', zipOf(Array.from({ length: 9 }, (_, at) => entry(`${at}.csv`, 'x'))), 'entries'],
    ['is encrypted', zipOf([{ ...detail, flags: 1 }]), 'encrypted'],
    ['climbs out of its folder', zipOf(named('../x.csv')), 'entry-name'],
    ['climbs with the other slash', zipOf(named('..\\x.csv')), 'entry-name'],
    ['names a place of its own', zipOf(named('/etc/x.csv')), 'entry-name'],
    ['names a drive', zipOf(named('c:x.csv')), 'entry-name'],
    ['has a folder', zipOf(named('bill/')), 'entry-name'],
    ['has a name with a NUL', zipOf(named('x\u0000.csv')), 'entry-name'],
    ['holds a program', zipOf(named('x.exe')), 'entry-name'],
    ['has a name that is no text', zipOf([detail, { name: Uint8Array.of(0x81, 0x20), content: good }]), 'entry-name'],
    ['has two details', zipOf([detail, entry('20880000000000010156_20260302_业务明细.csv', 'x')]), 'no-detail'],
    ['has a summary only', zipOf([entry(NAME.replace('明细', '明细(汇总)'), good)]), 'no-detail'],
    ['is of another seller', zipOf([entry(NAME.replace('0001', '0002'), good)]), 'account'],
    ['is of another day', zipOf([entry(NAME.replace('0301', '0302'), good)]), 'period'],
  ])('%s', async (_what, zip, fault) => {
    expect(await read(zip)).toEqual({ kind: 'refused', fault, line: null });
  });

  test('says so in words', () => {
    for (const fault of Object.keys(BILL_FAULTS)) expect(reasonOf(fault).reason).toMatch(/[\u4e00-\u9fff]/);
    const line = { reason: '第 17 行:金额格式不对', reason_code: 'amount', reason_place: '17' };
    expect(reasonOf('amount:17')).toEqual(line);
    const silence = { reason: '支付宝没有给出可信的答复(http-502)', reason_code: 'unknown', reason_place: 'http-502' };
    expect(reasonOf('unknown:http-502')).toEqual(silence);
  });
});

test('a name with the flag for UTF-8 is read as UTF-8', async () => {
  const zip = zipOf([{ name: Buffer.from(NAME), content: gbk(LINES.join('\n')), flags: 0x800 }]);
  expect((await read(zip)).kind).toBe('read');
});
