package io.github.reelay.telegram.inbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The health of the Telegram chat.
 *
 * @param ready updates come in, nobody else takes them, and the token is good
 * @param lastPoll when Telegram last answered; null before the first time
 * @param detail what is wrong, without secrets; empty when nothing is
 */
public record TelegramHealth(boolean ready, @Nullable Instant lastPoll, String detail) {}
