import { expect, test } from '@jest/globals';

import { namesIn } from './coupon-look.js';

test.each([
  ['', []],
  ['  \n', []],
  ['xiaoming', ['xiaoming']],
  ['xiaoming xiaohong\nxiaolan', ['xiaoming', 'xiaohong', 'xiaolan']],
  ['a1b, c2d;e3f、小明,g4h', ['a1b', 'c2d', 'e3f', '小明', 'g4h']],
  ['Student student', ['student']],
  ['a.b@c-d_e', ['a.b@c-d_e']],
])('%j names %j', (text, names) => expect(namesIn(text)).toEqual(names));
