import { expect, test } from '@jest/globals';

import { isEverything, readSearch, writeSearch } from './course-search.parse.js';

test.each([
  [{}, { q: '', price: null, sort: null }],
  [
    { q: ' 支付  ', price: 'paid', sort: 'price_asc' },
    { q: '支付', price: 'paid', sort: 'price_asc' },
  ],
  [
    { q: ['a', 'b'], price: 'cheap', sort: null },
    { q: '', price: null, sort: null },
  ],
  [
    { q: 'a\u0000b\nc', sort: 'newest' },
    { q: 'a b c', price: null, sort: 'newest' },
  ],
  [{ q: '100%_' }, { q: '100%_', price: null, sort: null }],
])('the address %j asks for %j', (query, search) => expect(readSearch(query)).toEqual(search));

test('a search is cut to fifty characters, and never through one', () => {
  const { q } = readSearch({ q: '😀'.repeat(60) });
  expect(q).toBe('😀'.repeat(50));
});

test('what is written into the address is read back from it', () => {
  const search = { q: '前端 & 后端', price: 'free', sort: 'price_desc' } as const;
  expect(readSearch(writeSearch(search))).toEqual(search);
  expect(writeSearch({ q: '', price: null, sort: null })).toEqual({});
});

test('an order alone leaves nothing out', () => {
  expect(isEverything({ q: '', price: null, sort: 'newest' })).toBe(true);
  expect(isEverything({ q: 'x', price: null, sort: null })).toBe(false);
  expect(isEverything({ q: '', price: 'free', sort: null })).toBe(false);
});
