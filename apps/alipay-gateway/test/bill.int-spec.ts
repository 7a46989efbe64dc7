import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';

import { buy, call, newWorld, type World } from './world.js';

/** Header, TABs and comment lines of real bills; the file names its sources. */
const FORMAT = z
  .object({ trade_header: z.array(z.string()), signcustomer_header: z.array(z.string()), lines: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(new URL('fixtures/alipay-bill-format.json', import.meta.url), 'utf8')));

let world: World;
beforeEach(async () => {
  world = await newWorld();
});
afterEach(() => world.gateway.close());

const METHOD = 'alipay.data.dataservice.bill.downloadurl.query';
const bill = (type: string, date: string) => call(world, METHOD, { bill_type: type, bill_date: date });

async function link(type: string, date: string): Promise<string> {
  return String((await bill(type, date)).response['bill_download_url']);
}

const fetchBill = (url: string) => world.gateway.inject({ url: url.slice(world.gateway.url.length) });

/** Reads a zip by its own directory, apart from the code that wrote it. */
function unzip(zip: Buffer): { flags: number[]; name: string; content: string }[] {
  const files = [];
  let at = zip.readUInt32LE(zip.length - 22 + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const gbk = new TextDecoder('gb18030');
    const name = gbk.decode(zip.subarray(at + 46, at + 46 + nameLength));
    expect(gbk.decode(zip.subarray(local + 30, local + 30 + nameLength))).toBe(name);
    files.push({
      flags: [zip.readUInt16LE(at + 8), zip.readUInt16LE(local + 6)],
      name,
      content: gbk.decode(zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

const tabs = (line: string): boolean[] => line.split(',').map((cell) => cell.endsWith('\t'));

async function aDayOfTrade(): Promise<void> {
  await buy(world, 'ORDER1', { subject: '课程A', total_amount: '20.00' });
  world.clock.ms += 60_000;
  await buy(world, 'ORDER2', { subject: '课程"B",深入', total_amount: '99.90' });
  await call(world, 'alipay.trade.refund', { out_trade_no: 'ORDER2', refund_amount: '30', out_request_no: 'REFUND1' });
}

describe('a bill', () => {
  test('of a day in the past is a zip with GBK names and no UTF-8 flag, in the format of real bills', async () => {
    await aDayOfTrade();
    await world.gateway.advance(86_400);
    const url = await link('trade', '2026-03-01');
    expect(url).toMatch(
      /^http:\/\/127\.0\.0\.1:8100\/downloadBillFile\.resource\?bizType=trade&userId=20880000000000010156&fileType=csv\.zip&bizDates=20260301&/,
    );
    const answer = await fetchBill(url);
    expect(answer.headers['content-type']).toBe('application/zip');
    const [detail, summary] = unzip(answer.rawPayload);
    expect([detail?.name, summary?.name]).toEqual([
      '20880000000000010156_20260301_业务明细.csv',
      '20880000000000010156_20260301_业务明细(汇总).csv',
    ]);
    expect([detail?.flags, summary?.flags]).toEqual([
      [0, 0],
      [0, 0],
    ]);

    const lines = (detail?.content ?? '').split('\r\n');
    expect(lines).toHaveLength(13);
    expect(lines.slice(0, 4)).toEqual([
      '#支付宝业务明细查询',
      '#账号：[20880000000000010156]',
      '#起始日期：[2026年03月01日 00:00:00]   终止日期：[2026年03月02日 00:00:00]',
      FORMAT.lines[3],
    ]);
    expect(lines[4]).toBe(FORMAT.trade_header.join(','));
    expect(lines[5]).toMatch(
      /^20260301\d{20}\t,ORDER1\t,交易\t,课程A,2026-03-01 10:00:00,2026-03-01 10:00:00,\t,\t,\t,\t,buy\*\*\*@luffy.example\t,20.00,20.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,-0.12,0.00,$/,
    );
    expect(lines[6]).toContain(',"课程""B"",深入",');
    expect(lines[7]).toMatch(/ORDER2\t,退款\t,.*,-30\.00,-30\.00,.*,REFUND1,0\.18,0\.00,$/);
    expect(tabs(lines[5] ?? '')).toEqual(tabs(FORMAT.lines[5] ?? ''));
    expect(lines.slice(8, 11)).toEqual([
      FORMAT.lines[8],
      '#交易合计：2笔，商家实收共119.90元，商家优惠共0.00元',
      '#退款合计：1笔，商家实收退款共-30.00元，商家优惠退款共0.00元',
    ]);
    expect(lines[11]).toBe('#导出时间：[2026年03月02日 10:01:00]');
    expect(summary?.content).toContain('#支付宝业务汇总查询');
  });

  test('of a month covers its days, and the account bill has its own columns', async () => {
    await aDayOfTrade();
    await world.gateway.advance(31 * 86_400);
    const [month] = unzip((await fetchBill(await link('trade', '2026-03'))).rawPayload);
    expect(month?.name).toBe('20880000000000010156_202603_业务明细.csv');
    expect(month?.content).toContain('#交易合计：2笔');
    const [account] = unzip((await fetchBill(await link('signcustomer', '2026-03-01'))).rawPayload);
    expect(account?.content.split('\r\n')[4]).toBe(FORMAT.signcustomer_header.join(','));
    expect(account?.content).toContain(',交易退款\t,');
  });

  test('address dies after 30 seconds', async () => {
    await aDayOfTrade();
    await world.gateway.advance(86_400);
    const url = await link('trade', '2026-03-01');
    world.clock.ms += 29_999;
    expect((await fetchBill(url)).statusCode).toBe(200);
    world.clock.ms += 1;
    expect((await fetchBill(url)).statusCode).toBe(403);
    expect((await fetchBill(url.replace(/token=\w+/, 'token=x'))).statusCode).toBe(403);
    expect((await fetchBill(url.replace(/token=\w+/, 'token=x&token=y'))).statusCode).toBe(403);
  });

  test.each([
    ['today', 'trade', '2026-03-01', 'INVAILID_ARGUMENTS'],
    ['this month', 'trade', '2026-03', 'INVAILID_ARGUMENTS'],
    ['tomorrow', 'trade', '2026-03-02', 'INVAILID_ARGUMENTS'],
    ['an impossible day', 'trade', '2026-02-30', 'INVAILID_ARGUMENTS'],
    ['no day', 'trade', '', 'INVAILID_ARGUMENTS'],
    ['an unknown type', 'shopping', '2026-02-28', 'INVAILID_ARGUMENTS'],
    ['a day without trades', 'trade', '2026-02-28', 'BILL_NOT_EXIST'],
  ])('of %s is refused', async (_name, type, date, code) => {
    await buy(world, 'A1');
    const answer = await bill(type, date);
    expect(answer.response).toMatchObject({ code: '40004', sub_code: code });
    expect(answer.genuine).toBe(true);
  });
});
