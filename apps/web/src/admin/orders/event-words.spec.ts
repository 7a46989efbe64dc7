import { expect, test } from '@jest/globals';

import { actorOf, eventKey, eventTone } from './event-words.js';

test('who did it is a student, one of the staff, a channel or the system', () => {
  expect(actorOf('user:12')).toEqual({ key: 'event.byStudent', id: '12' });
  expect(actorOf('staff:3')).toEqual({ key: 'event.byStaff', id: '3' });
  expect(actorOf('alipay')).toEqual({ key: 'event.byChannel', id: 'alipay' });
  expect(actorOf('sweep')).toEqual({ key: 'event.bySystem', id: 'sweep' });
});

test('a kind of event that is not known has no words of ours', () => {
  expect([eventKey('paid'), eventKey('constructor'), eventKey('new_kind')]).toEqual(['event.paid', null, null]);
  expect([eventTone('refund_failed'), eventTone('toString')]).toEqual(['stop', 'rest']);
});
