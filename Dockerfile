# syntax=docker/dockerfile:1

# Two images from one file:  docker build --target api .   and   docker build --target gateway .
FROM node:24-slim AS base
RUN npm install --global pnpm@12
# The stages below install what they need themselves; scripts must not install the rest.
ENV CI=true PNPM_CONFIG_VERIFY_DEPS_BEFORE_RUN=false
WORKDIR /app

# The manifests alone: as long as they stay, the layers with the dependencies are taken from the cache.
FROM base AS manifests
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY apps/alipay-gateway/package.json apps/alipay-gateway/
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY libs/contracts/package.json libs/contracts/
COPY libs/ipay/package.json libs/ipay/
COPY libs/money/package.json libs/money/

FROM manifests AS build
RUN pnpm install --frozen-lockfile --filter luffy-pay --filter @luffy/api... --filter @luffy/web...
COPY .swcrc tsconfig.base.json ./
COPY libs libs
COPY apps apps
RUN pnpm --recursive --filter @luffy/api... --filter @luffy/web... run build

# The image brings Node itself: the copies for other machines, which the workspace lists for its scripts, stay out.
FROM manifests AS api-dependencies
RUN pnpm install --frozen-lockfile --prod --filter-prod @luffy/api... \
  && rm -rf node_modules/node-* node_modules/.pnpm/node-linux-* node_modules/.pnpm/node-darwin-* node_modules/.pnpm/node-win-*

FROM manifests AS gateway-dependencies
RUN pnpm install --frozen-lockfile --prod --filter-prod @luffy/alipay-gateway... \
  && rm -rf node_modules/node-* node_modules/.pnpm/node-linux-* node_modules/.pnpm/node-darwin-* node_modules/.pnpm/node-win-*

FROM node:24-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
# Volumes mounted here take over the owner; nothing else of the image can be written by the program.
RUN mkdir /data /keys && chown node:node /data /keys
USER node

FROM runtime AS gateway
COPY --from=gateway-dependencies /app ./
COPY --from=build /app/apps/alipay-gateway/dist apps/alipay-gateway/dist
ENV GATEWAY_PORT=8100 GATEWAY_STORAGE=/data/gateway.sqlite
VOLUME /data
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.GATEWAY_PORT}/`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/alipay-gateway/dist/main.js"]

FROM runtime AS api
COPY --from=api-dependencies /app ./
COPY --from=build /app/libs/contracts/dist libs/contracts/dist
COPY --from=build /app/libs/ipay/dist libs/ipay/dist
COPY --from=build /app/libs/money/dist libs/money/dist
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/web/dist apps/web/dist
ENV HOST=0.0.0.0 PORT=8000 WEB_DIST=/app/apps/web/dist
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The heap as tools/start/heap.ts explains it.
ENV MALLOC_ARENA_MAX=1
CMD ["node", "--enable-source-maps", "--max-semi-space-size=8", "--max-old-space-size=512", "apps/api/dist/src/main.js"]
