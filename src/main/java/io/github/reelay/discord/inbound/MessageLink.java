package io.github.reelay.discord.inbound;

import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to a message as a person gives it: Discord's "Copy Message Link", or its id. */
final class MessageLink {
  private static final Pattern LINK_PATTERN =
      Pattern.compile(
          "(?:https?://[\\w.]*discord(?:app)?\\.com/channels/(?:\\d+|@me)/(\\d{1,20})/)?(\\d{5,20})");

  private MessageLink() {}

  /**
   * @param here where an id alone belongs to
   * @param elsewhere finds a message by its channel and id
   */
  static Optional<MessageRef> parse(
      String text, Destination here, BiFunction<String, String, MessageRef> elsewhere) {
    Matcher matcher = LINK_PATTERN.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String channel = matcher.group(1);
    String message = matcher.group(2);
    return Optional.of(
        channel == null || channel.equals(DiscordIds.channelId(here))
            ? DiscordIds.messageRef(here, message)
            : elsewhere.apply(channel, message));
  }
}
