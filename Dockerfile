# One image for api, worker and migration; the command says which. Desk and programs are built inside.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /rozmova
COPY package.json package-lock.json ./
# No install scripts: they fetch a Node (the image has one) and prepare a PostgreSQL (here it is a service of its own).
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM packages AS built
COPY . .
RUN cd web && node ../node_modules/vite/bin/vite.js build
RUN node start/programs/build.ts build

FROM node:24.21.0-bookworm-slim
WORKDIR /rozmova
ENV NODE_ENV=production MALLOC_ARENA_MAX=2
COPY --from=packages /rozmova/node_modules node_modules
COPY package.json config.ts ./
COPY workflows workflows
COPY activities activities
COPY api api
COPY db db
COPY platform platform
COPY --from=built /rozmova/web/build web/build
COPY --from=built /rozmova/build build
# A volume begins with the rights of the place it is put to.
RUN install --directory --owner=node --mode=0700 /data
USER node
EXPOSE 3000
CMD ["node", "--max-semi-space-size=4", "--expose-gc", "build/api.js"]
