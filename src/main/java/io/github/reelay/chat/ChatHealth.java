package io.github.reelay.chat;

/**
 * The health of a chat, as {@code /health/ready} tells it.
 *
 * @param platform whose it is: {@code discord}
 * @param up whether what people write arrives
 * @param detail one line without secrets: what is wrong, or what is known; may be empty
 */
public record ChatHealth(String platform, boolean up, String detail) {}
