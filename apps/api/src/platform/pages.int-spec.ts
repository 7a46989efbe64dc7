import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, brotliCompressSync } from 'node:zlib';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { World } from '../../test/world.js';

const SCRIPT = 'console.log("shop");';
let world: World;
let dist: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'luffy-pages-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>first page</title>');
  writeFileSync(join(dist, 'app.html'), '<!doctype html><title>shop</title>');
  writeFileSync(join(dist, 'assets', 'index-1a2b.js'), SCRIPT);
  writeFileSync(join(dist, 'assets', 'index-1a2b.js.br'), brotliCompressSync(SCRIPT));
  world = await World.open({ env: { WEB_DIST: dist } });
});
afterAll(async () => {
  await world.close();
  rmSync(dist, { recursive: true });
});

test('every address that is no route opens the shop, and is asked for anew each time', async () => {
  for (const path of ['/orders', '/pay/success?out_trade_no=1', '/admin']) {
    const page = await world.get(path);
    expect([path, page.http, page.headers['cache-control']]).toEqual([path, 200, 'no-cache']);
    expect(page.text).toContain('<title>shop</title>');
  }
});

test('the first page has a page of its own, painted before its code runs', async () => {
  const page = await world.get('/');
  expect([page.http, page.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(page.text).toContain('<title>first page</title>');
});

test('an asset is kept for ever, and comes compressed to whoever reads that', async () => {
  const plain = await world.get('/assets/index-1a2b.js');
  expect([plain.text, plain.headers['content-encoding']]).toEqual([SCRIPT, undefined]);
  expect(plain.headers['cache-control']).toContain('immutable');
  const packed = await world.app.inject({
    url: '/assets/index-1a2b.js',
    headers: { 'accept-encoding': 'gzip, deflate, br' },
  });
  expect(packed.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': plain.headers['cache-control'] });
  expect(packed.headers['content-type']).toMatch(/javascript/);
  expect(brotliDecompressSync(packed.rawPayload).toString()).toBe(SCRIPT);
});

test('an asset that is gone, or a wrong address of the API, is a refusal and no page', async () => {
  for (const path of ['/assets/index-old.js', '/api/nothing', '/assets/..%2f..%2fpackage.json']) {
    const answer = await world.get(path);
    expect([path, answer.http]).toEqual([path, 404]);
  }
});
