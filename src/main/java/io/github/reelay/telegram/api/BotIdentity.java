package io.github.reelay.telegram.api;

/** Who the bot is: its user id and its name without the {@code @}. */
public record BotIdentity(long id, String username) {}
