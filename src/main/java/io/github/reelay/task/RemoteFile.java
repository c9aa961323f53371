package io.github.reelay.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finished file at the provider.
 *
 * @param link an absolute http(s) address; null when the file is fetched through the provider's own
 *     content route with our key
 * @param expiresAt when the link dies, as told or assumed
 * @param seconds the length the provider says it made, if told
 * @param charge what the provider says it charged, in the currency of the prices; null if not told
 */
public record RemoteFile(
    @Nullable String link,
    @Nullable Instant expiresAt,
    @Nullable Integer seconds,
    @Nullable Money charge) {}
