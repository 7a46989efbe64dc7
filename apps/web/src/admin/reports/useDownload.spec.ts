import { expect, test } from '@jest/globals';
import { effectScope } from 'vue';

import { readRefusal } from '../../api/api-error.js';
import type { Download } from '../../api/staff/download.api.js';
import { type Downloading, useDownload } from './useDownload.js';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

function open(): { downloading: Downloading; saved: [string, string][]; end: () => void } {
  const saved: [string, Promise<string>][] = [];
  const texts: [string, string][] = [];
  const scope = effectScope();
  const downloading = scope.run(() =>
    useDownload((name, content) => {
      saved.push([name, content.text()]);
      void content.text().then((text) => texts.push([name, text]));
    }),
  ) as Downloading;
  return { downloading, saved: texts, end: () => scope.stop() };
}

const file = (chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Download => ({
  name: 'orders.csv',
  estimate: 2,
  chunks,
});
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a whole file is saved under its name, and its lines are counted without the head', async () => {
  const { downloading, saved } = open();
  async function* chunks() {
    yield bytes('head\r\n1');
    yield bytes('\r\n2\r\n');
  }
  await downloading.start(() => Promise.resolve(file(chunks())));
  await settled();
  expect(downloading.progress.value).toMatchObject({ state: 'done', lines: 2, estimate: 2, bytes: 12, error: null });
  expect(saved).toEqual([['orders.csv', 'head\r\n1\r\n2\r\n']]);
});

test.each([
  ['stopped by hand', 'stop'],
  ['left', 'end'],
] as const)('a file that is %s is not saved, and the server hears of it', async (_, how) => {
  const { downloading, saved, end } = open();
  let heard: AbortSignal | undefined;
  async function* chunks() {
    yield bytes('head\r\n');
    await settled();
    yield bytes('1\r\n');
  }
  const done = downloading.start((signal) => {
    heard = signal;
    return Promise.resolve(file(chunks()));
  });
  if (how === 'stop') downloading.stop();
  else end();
  await done;
  await settled();
  expect([downloading.progress.value.state, heard?.aborted, saved]).toEqual(['stopped', true, []]);
});

test('a connection that breaks leaves no half of a file behind', async () => {
  const { downloading, saved } = open();
  async function* chunks() {
    yield bytes('head\r\n');
    throw new TypeError('network error');
  }
  await downloading.start(() => Promise.resolve(file(chunks())));
  await settled();
  expect([downloading.progress.value.state, downloading.progress.value.error?.code, saved]).toEqual([
    'failed',
    'NETWORK',
    [],
  ]);
});

test('a refusal is told, and the next try begins anew', async () => {
  const { downloading } = open();
  const refusal = readRefusal(429, { code: 'EXPORT_BUSY', msg: '太多' });
  await downloading.start(() => Promise.reject(refusal));
  expect([downloading.progress.value.state, downloading.progress.value.error?.code]).toEqual(['failed', 'EXPORT_BUSY']);
  async function* nothing() {}
  await downloading.start(() => Promise.resolve(file(nothing())));
  expect([downloading.progress.value.state, downloading.progress.value.error]).toEqual(['done', null]);
});

test('a second press while one is on its way is not a second file', async () => {
  const { downloading } = open();
  let opened = 0;
  const waiting = () => {
    opened += 1;
    return new Promise<Download>(() => undefined);
  };
  void downloading.start(waiting);
  await downloading.start(waiting);
  expect(opened).toBe(1);
});
