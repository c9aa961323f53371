package io.github.reelay.telegram.inbound;

import io.github.reelay.telegram.api.BotIdentity;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command as a person typed it: {@code /video@reelay_bot a fox 8s}.
 *
 * @param name in lower case, without the slash
 * @param arguments what follows, stripped
 */
record ParsedCommand(String name, String arguments, Addressee addressee) {
  private static final Pattern COMMAND_PATTERN =
      Pattern.compile("/([A-Za-z0-9_]{1,32})(?:@(\\w{3,32}))?(?:\\s+(.*))?", Pattern.DOTALL);

  /** Whom a command is for. */
  enum Addressee {
    THIS_BOT,
    ANY_BOT,
    ANOTHER_BOT
  }

  static Optional<ParsedCommand> parse(String text, BotIdentity identity) {
    Matcher command = COMMAND_PATTERN.matcher(text.strip());
    if (!command.matches()) {
      return Optional.empty();
    }
    String rest = command.group(3) == null ? "" : command.group(3).strip();
    return Optional.of(
        new ParsedCommand(
            command.group(1).toLowerCase(Locale.ROOT),
            rest,
            addressee(command.group(2), identity)));
  }

  private static Addressee addressee(@Nullable String bot, BotIdentity identity) {
    if (bot == null) {
      return Addressee.ANY_BOT;
    }
    return bot.equalsIgnoreCase(identity.username()) ? Addressee.THIS_BOT : Addressee.ANOTHER_BOT;
  }
}
