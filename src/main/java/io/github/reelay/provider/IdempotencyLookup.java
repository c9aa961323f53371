package io.github.reelay.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A lookup of the header by which a relay knows a paid POST again. Whether it does, it says itself,
 * model by model, in the free answer of its schema call; without that no POST is ever repeated.
 * Source: apimart-ai/apimart-skills, references/api-contract.md. Thread-safe; asks once a day.
 */
final class IdempotencyLookup {
  private static final Duration TTL = Duration.ofDays(1);

  /** A relay that could not be asked, or says nothing, is asked again after this. */
  private static final Duration RETRY_DELAY = Duration.ofMinutes(10);

  private static final long MAX_MODELS = 10_000;

  /** A key must outlive all our repeats, and the relay's own queue in front of them. */
  private static final long MIN_RETENTION_SECONDS = 3_600;

  /** A repeat is on its way for a while, and clocks differ. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** A header of the relay's choice must be one, and none that we set ourselves. */
  private static final Pattern HEADER = Pattern.compile("(?i)(x-)?[a-z-]{0,40}idempot[a-z-]{1,40}");

  private final Cache<String, Optional<Documented>> headers;

  IdempotencyLookup(InstantSource clock) {
    this.headers =
        Caffeine.newBuilder()
            .maximumSize(MAX_MODELS)
            .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
            .expireAfter(
                Expiry.<String, Optional<Documented>>creating(
                    (_, header) -> header.isPresent() ? TTL : RETRY_DELAY))
            .build();
  }

  /**
   * What a relay documents.
   *
   * @param header the name of the key's header
   * @param retention how long it knows a key
   */
  record Documented(String header, Duration retention) {}

  /**
   * Empty if POSTs for this model must not be repeated.
   *
   * @param wireModel the relay's name of the model
   */
  Optional<Documented> find(ProviderClient provider, String wireModel) {
    String path = provider.endpoints().schemaPath();
    return path == null || provider.account().repeat() == ProviderAccount.Repeat.NEVER
        ? Optional.empty()
        : headers.get(provider.name() + "/" + wireModel, _ -> ask(provider, path, wireModel));
  }

  private static Optional<Documented> ask(ProviderClient provider, String path, String wireModel) {
    JsonNode idempotency;
    try {
      idempotency =
          provider
              .get(path + "?model=" + URLEncoder.encode(wireModel, StandardCharsets.UTF_8))
              .json()
              .path("idempotency");
    } catch (IOException unreachable) {
      return Optional.empty();
    }
    long seconds = Math.min(idempotency.path("retention_seconds").asLong(), TTL.toSeconds());
    return Optional.of(idempotency.path("header").asText())
        .filter(header -> seconds >= MIN_RETENTION_SECONDS && HEADER.matcher(header).matches())
        .map(header -> new Documented(header, Duration.ofSeconds(seconds).minus(MARGIN)));
  }
}
