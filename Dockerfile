# One image for every part: docker-compose.yml says which program a container runs.
FROM node:24-slim AS build
WORKDIR /kith
COPY . .
# Installs what the lockfile says and compiles, as every command of a checkout does, then leaves what serves.
RUN node scripts/kith.mjs build --production

FROM node:24-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1
WORKDIR /kith
COPY --from=build /kith/package.json ./
COPY --from=build /kith/node_modules ./node_modules
COPY --from=build /kith/schema ./schema
COPY --from=build /kith/kernel ./kernel
COPY --from=build /kith/subgraphs ./subgraphs
COPY --from=build /kith/gateway ./gateway
COPY --from=build /kith/standalone/package.json ./standalone/package.json
COPY --from=build /kith/standalone/node_modules ./standalone/node_modules
COPY --from=build /kith/standalone/dist ./standalone/dist
USER node
HEALTHCHECK --interval=5s --timeout=5s --start-period=30s --retries=5 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
