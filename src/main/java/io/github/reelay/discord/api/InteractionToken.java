package io.github.reelay.discord.api;

import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An interaction's token, good for 15 minutes (Discord documentation, "Receiving and Responding"),
 * as it travels in {@link io.github.reelay.task.ref.Destination#ticket()}.
 *
 * @param issuedAt when Discord made the interaction
 * @param access whether the bot can also speak there without the token
 * @param original what {@code @original} of this token is: {@link #STATUS_REPLY} or the id of the
 *     message a pressed button is on
 */
public record InteractionToken(String token, Instant issuedAt, BotAccess access, String original) {
  /** The token's own reply; as long as nothing else is known, the status message of its task. */
  public static final String STATUS_REPLY = "reply";

  /** A reply that is not the status message, e.g. to Fetch in a list. */
  public static final String OTHER_REPLY = "aside";

  /** Discord ends the token after 15 minutes; the last one is left for clocks and slow answers. */
  private static final Duration TTL = Duration.ofMinutes(14);

  /** With a token alone, the person is told a little before it ends. */
  private static final Duration EXPIRY_NOTICE_AGE = Duration.ofMinutes(13);

  /** Who can speak in a place. */
  public enum BotAccess {
    /** The bot is a member (or it is its own direct chat): its own token works for ever. */
    MEMBER,
    /** User install in a strange place: only this token works there. */
    TOKEN_ONLY
  }

  public boolean isAlive(Instant now) {
    return now.isBefore(issuedAt.plus(TTL));
  }

  public boolean isAboutToExpire(Instant now) {
    return !now.isBefore(issuedAt.plus(EXPIRY_NOTICE_AGE));
  }

  /** Whether {@code @original} is this status message. */
  public boolean canEdit(@Nullable MessageRef status) {
    return switch (original) {
      case STATUS_REPLY -> true;
      case OTHER_REPLY -> false;
      default -> status == null || original.equals(DiscordIds.messageId(status));
    };
  }

  public String encode() {
    return String.join(" ", access.name(), Long.toString(issuedAt.toEpochMilli()), original, token);
  }

  public static Optional<InteractionToken> parse(@Nullable String text) {
    String[] part = text == null ? new String[0] : text.split(" ", 4);
    if (part.length < 4) {
      return Optional.empty();
    }
    return Optional.of(
        new InteractionToken(
            part[3],
            Instant.ofEpochMilli(Long.parseLong(part[1])),
            BotAccess.valueOf(part[0]),
            part[2]));
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return access + " " + issuedAt;
  }
}
