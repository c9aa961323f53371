# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml LICENSE reelay ./
COPY src src
COPY config config
# The libraries stay in a cache of the builder, not in a layer. What is laid out is what the packages
# have (docs/packaging.md), with a Java of its own.
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests package \
    && src/package/layout.sh /laid-out

FROM debian:trixie-slim
LABEL org.opencontainers.image.title="Reelay" \
      org.opencontainers.image.description="A self-hosted chat bot that turns prompts and pictures into AI videos" \
      org.opencontainers.image.licenses="Apache-2.0"

# ffmpeg shrinks videos that are too large for a chat.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin reelay \
    && install -d -o reelay -g reelay -m 0700 /data

# The runtime first, which seldom changes.
WORKDIR /app
COPY --from=build /laid-out/runtime runtime/
COPY --from=build /laid-out/app app/
COPY config config/
COPY reelay LICENSE ./
# What a start needs is learned once: the next ones take half the time.
RUN ./reelay train && rm -rf /tmp/*

# Outside a container it listens on loopback only; here the container is the wall, and
# REELAY_WEB_PASSWORD is required.
ENV LANG=C.UTF-8 \
    REELAY_DATA_DIR=/data \
    REELAY_HTTP_HOST=0.0.0.0 \
    REELAY_HTTP_PORT=8080

USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM

# No shell and no curl: a class that loads next to nothing (0.1 s of a core).
HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 \
    CMD ["/app/runtime/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "/app/app/reelay.jar", "io.github.reelay.app.health.HealthProbe"]

ENTRYPOINT ["/app/reelay"]
CMD ["run"]
