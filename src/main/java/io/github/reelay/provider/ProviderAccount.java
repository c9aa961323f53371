package io.github.reelay.provider;

import io.github.reelay.config.Secret;
import io.github.reelay.provider.dialect.Dialect;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An enabled provider: a named account at a relay.
 *
 * @param baseUrl without {@code /v1}
 * @param key sent to the base's own origin only; null where none is needed
 * @param concurrency tasks at once there
 * @param submitsPerMinute new tasks a minute there
 */
public record ProviderAccount(
    String name,
    Dialect dialect,
    URI baseUrl,
    @Nullable Secret key,
    int concurrency,
    int submitsPerMinute) {}
