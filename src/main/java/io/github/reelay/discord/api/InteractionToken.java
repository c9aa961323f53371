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
 * @param issued when Discord made the interaction
 * @param reach whether the bot can also speak there without the token
 * @param original what {@code @original} of this token is: {@link #REPLY} or the id of the message
 *     a pressed button is on
 */
public record InteractionToken(String token, Instant issued, Reach reach, String original) {
  /** The token's own reply; as long as nothing else is known, the status message of its task. */
  public static final String REPLY = "reply";

  /** A reply that is not the status message, e.g. to Fetch in a list. */
  public static final String ASIDE = "aside";

  /** Discord ends the token after 15 minutes; the last one is left for clocks and slow answers. */
  private static final Duration LIFE = Duration.ofMinutes(14);

  /** With a token alone, the person is told a little before it ends. */
  private static final Duration FAREWELL = Duration.ofMinutes(13);

  /** Who can speak in a place. */
  public enum Reach {
    /** The bot is a member (or it is its own direct chat): its own token works for ever. */
    MEMBER,
    /** User install in a strange place: only this token works there. */
    TOKEN_ONLY
  }

  public boolean isAlive(Instant now) {
    return now.isBefore(issued.plus(LIFE));
  }

  public boolean isEnding(Instant now) {
    return !now.isBefore(issued.plus(FAREWELL));
  }

  /** Whether {@code @original} is this status message. */
  public boolean owns(@Nullable MessageRef status) {
    return switch (original) {
      case REPLY -> true;
      case ASIDE -> false;
      default -> status == null || original.equals(status.id());
    };
  }

  public String encode() {
    return String.join(" ", reach.name(), Long.toString(issued.toEpochMilli()), original, token);
  }

  public static Optional<InteractionToken> read(@Nullable String text) {
    String[] part = text == null ? new String[0] : text.split(" ", 4);
    if (part.length < 4) {
      return Optional.empty();
    }
    return Optional.of(
        new InteractionToken(
            part[3],
            Instant.ofEpochMilli(Long.parseLong(part[1])),
            Reach.valueOf(part[0]),
            part[2]));
  }

  /** Leaves the token out. */
  @Override
  public String toString() {
    return reach + " " + issued;
  }
}
