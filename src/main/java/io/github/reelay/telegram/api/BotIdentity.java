package io.github.reelay.telegram.api;

/** The identity of the bot: its user id and its name without the {@code @}. */
public record BotIdentity(long id, String username) {}
