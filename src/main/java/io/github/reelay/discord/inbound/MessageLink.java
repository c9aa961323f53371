package io.github.reelay.discord.inbound;

import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.MessageRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reference to a message as a person gives it: Discord's "Copy Message Link", or its id. */
final class MessageLink {
  private static final Pattern LINK =
      Pattern.compile(
          "(?:https?://[\\w.]*discord(?:app)?\\.com/channels/(?:\\d+|@me)/(\\d{1,20})/)?(\\d{5,20})");

  private MessageLink() {}

  /**
   * @param here the channel an id alone belongs to
   */
  static Optional<MessageRef> read(String text, String here) {
    Matcher matcher = LINK.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String channel = matcher.group(1) == null ? here : matcher.group(1);
    return Optional.of(DiscordIds.message(channel, matcher.group(2)));
  }
}
