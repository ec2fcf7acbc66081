# One image, one process a container: `docker run … contact-center cc-api` (or cc-relay, cc-jobs, cc-pbxlink, cc-admin, nginx, migrate).
# The processes share a volume at /run/contact-center (their sockets) and a PostgreSQL that CC_DB names.

FROM debian:bookworm-slim AS base
ENV DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8

FROM base AS programs
RUN apt-get update && apt-get install -y --no-install-recommends gcc make pkg-config libc6-dev libfcgi-dev libyajl-dev \
      libwebsockets-dev libpq-dev libsodium-dev libutf8proc-dev libcurl4-openssl-dev libssl-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Makefile ./
COPY app app
COPY sql sql
RUN make -j2

FROM node:22-bookworm-slim AS dashboard
WORKDIR /src/app/dashboard
COPY app/dashboard/package.json app/dashboard/package-lock.json app/dashboard/.npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY app/dashboard ./
RUN npm run build
WORKDIR /src/app/docs
COPY app/docs ./
COPY app/openapi.yaml /src/app/openapi.yaml
RUN npm install --no-save --no-audit --no-fund && node build.mjs /src/build/docs

FROM base
RUN apt-get update && apt-get install -y --no-install-recommends libfcgi0ldbl libyajl2 libwebsockets17 libwebsockets-evlib-uv libpq5 libsodium23 libutf8proc2 \
      libcurl4 libssl3 ca-certificates nginx-light postgresql-client && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin contact-center \
    && install -d -o contact-center -g contact-center -m 750 /run/contact-center /var/lib/contact-center
WORKDIR /opt/contact-center
COPY sql sql
COPY nginx nginx
COPY scripts scripts
COPY --from=programs /src/build/bin build/bin
COPY --from=dashboard /src/build/dashboard build/dashboard
COPY --from=dashboard /src/build/docs build/docs
USER contact-center
ENV CC_RUN=/run/contact-center
EXPOSE 8080
ENTRYPOINT ["/opt/contact-center/scripts/container"]
CMD ["cc-api"]
