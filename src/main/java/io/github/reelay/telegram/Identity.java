package io.github.reelay.telegram;

/** Who the bot is: its user id and its name without the {@code @}. */
record Identity(long id, String username) {}
