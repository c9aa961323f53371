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
 * @param rest what follows, stripped
 */
record CommandText(String name, String rest, Addressee addressee) {
  private static final Pattern COMMAND_PATTERN =
      Pattern.compile("/([A-Za-z0-9_]{1,32})(?:@(\\w{3,32}))?(?:\\s+(.*))?", Pattern.DOTALL);

  /** Whom a command is for. */
  enum Addressee {
    US,
    ANYBODY,
    ANOTHER_BOT
  }

  static Optional<CommandText> parse(String text, BotIdentity me) {
    Matcher command = COMMAND_PATTERN.matcher(text.strip());
    if (!command.matches()) {
      return Optional.empty();
    }
    String rest = command.group(3) == null ? "" : command.group(3).strip();
    return Optional.of(
        new CommandText(
            command.group(1).toLowerCase(Locale.ROOT), rest, addressee(command.group(2), me)));
  }

  private static Addressee addressee(@Nullable String bot, BotIdentity me) {
    if (bot == null) {
      return Addressee.ANYBODY;
    }
    return bot.equalsIgnoreCase(me.username()) ? Addressee.US : Addressee.ANOTHER_BOT;
  }
}
