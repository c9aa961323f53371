# syntax=docker/dockerfile:1

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY src ./src
COPY config ./config
# The libraries stay in a cache of the builder, not in a layer.
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests package
# sqlite-jdbc would unpack its native library into /tmp when it starts; with /tmp not executable and
# everything else read-only that fails, so it is unpacked here.
WORKDIR /native
RUN jar xf /src/target/app/lib/sqlite-jdbc-*.jar org/sqlite/native \
    && cp "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" libsqlitejdbc.so \
    && rm -r org

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Reelay" \
      org.opencontainers.image.description="A self-hosted chat bot that turns prompts and pictures into AI videos" \
      org.opencontainers.image.licenses="Apache-2.0"

# ffmpeg shrinks videos that are too large for a chat.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin reelay \
    && install -d -o reelay -g reelay -m 0700 /data

WORKDIR /app
COPY --from=build /native/libsqlitejdbc.so native/
COPY --from=build /src/target/app/lib lib/
COPY --from=build /src/target/app/reelay.jar /src/target/app/jvm.options /src/target/app/compilers.json ./
COPY config config/
COPY LICENSE ./
# What a start needs is learned once, as ./reelay does it: the next ones take half the time.
RUN java @jvm.options -XX:CompilerDirectivesFile=compilers.json -Dorg.sqlite.lib.path=/app/native \
         -Dreelay.home=/app -XX:AOTMode=record -XX:AOTConfiguration=/tmp/noted -jar /app/reelay.jar train \
    && java @jvm.options -XX:CompilerDirectivesFile=compilers.json -XX:AOTMode=create \
         -XX:AOTConfiguration=/tmp/noted -XX:AOTCache=/app/reelay.aot -jar /app/reelay.jar \
    && rm -rf /tmp/*

# Outside a container it listens on loopback only; here the container is the wall, and
# REELAY_WEB_PASSWORD is required.
ENV REELAY_DATA_DIR=/data \
    REELAY_HTTP_HOST=0.0.0.0 \
    REELAY_HTTP_PORT=8080

USER 10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM

# No shell and no curl: a class that loads next to nothing (0.1 s of a core).
HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx16m", "-cp", "/app/reelay.jar", "io.github.reelay.app.health.HealthProbe"]

ENTRYPOINT ["java", "@/app/jvm.options", "-XX:CompilerDirectivesFile=/app/compilers.json", "-Dorg.sqlite.lib.path=/app/native", "-Dreelay.home=/app", "-XX:AOTCache=/app/reelay.aot", "-jar", "/app/reelay.jar"]
CMD ["run"]
