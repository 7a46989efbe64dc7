import type { FastifyRequest } from 'fastify';

import type { ReceivedNotify } from './notify.service.js';

const taken = new WeakMap<FastifyRequest, ReceivedNotify>();

/** A notify as it came in; the same one for the same request, so that whoever judges it needs to do so once. */
export function rawNotifyOf(request: FastifyRequest): ReceivedNotify {
  const known = taken.get(request);
  if (known) return known;
  const raw = {
    body: typeof request.body === 'string' ? request.body : '',
    contentType: request.headers['content-type'] ?? '',
    userAgent: request.headers['user-agent'] ?? '',
  };
  taken.set(request, raw);
  return raw;
}
