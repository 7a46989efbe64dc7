import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { Refusal } from './answer.dto.js';

export function openApiOf(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Luffy Pay')
      .setDescription('课程下单、支付与学习。成功:HTTP 200,status 100;拒绝:status、code、msg 与 request_id。')
      .setVersion('1')
      .addBearerAuth()
      .build(),
    { extraModels: [Refusal] },
  );
  return {
    ...document,
    paths: Object.fromEntries(Object.entries(document.paths).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** /docs for people, /openapi.json for programs. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app), { jsonDocumentUrl: 'openapi.json' });
}
