import { existsSync } from 'node:fs';
import { join } from 'node:path';

import '@fastify/static'; // declares reply.sendFile
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { APP_CONFIG, type AppConfig } from './config.js';

/** Paths that belong to the API and its documentation; a wrong one is a refusal in JSON, never a page. */
const NOT_PAGES = /^\/(api|health|docs|openapi\.json|assets)(\/|$|\?)/;

/** What the build writes for every address but `/`, whose own page already shows the top of the catalogue. */
const PAGE = 'app.html';

/** The SPA owns every other address: a reload of /pay/success must open the shop again. */
@Injectable()
export class PageFallback {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  answers(request: FastifyRequest): boolean {
    if (!this.config.WEB_DIST || !existsSync(join(this.config.WEB_DIST, PAGE))) return false;
    return (request.method === 'GET' || request.method === 'HEAD') && !NOT_PAGES.test(request.url);
  }

  send(reply: FastifyReply): FastifyReply {
    // A page names its hashed assets: an old copy would ask for files that are gone.
    return reply.status(200).header('cache-control', 'no-cache').sendFile(PAGE, { cacheControl: false });
  }
}
