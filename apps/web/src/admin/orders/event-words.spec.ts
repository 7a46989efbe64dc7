import { expect, test } from '@jest/globals';

import { actorOf, eventKey, eventTone } from './event-words.js';

test('who did it is a student, one of the staff, a channel or the system', () => {
  expect(actorOf('user:12', 'xiaoming')).toEqual({ key: 'event.byStudent', who: 'xiaoming' });
  expect(actorOf('staff:3', 'lin')).toEqual({ key: 'event.byStaff', who: 'lin' });
  expect(actorOf('staff:3', null)).toEqual({ key: 'event.byStaff', who: '#3' });
  expect(actorOf('alipay', null)).toEqual({ key: 'event.byChannel', who: 'alipay' });
  expect(actorOf('sweep', null)).toEqual({ key: 'event.bySystem', who: 'sweep' });
});

test('a kind of event that is not known has no words of ours', () => {
  expect([eventKey('paid'), eventKey('constructor'), eventKey('new_kind')]).toEqual(['event.paid', null, null]);
  expect([eventTone('refund_failed'), eventTone('toString')]).toEqual(['stop', 'rest']);
});
