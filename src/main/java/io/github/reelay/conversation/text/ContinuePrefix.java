package io.github.reelay.conversation.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The beginning of a reply to a video that asks for its next clip: {@code continue: then she opens
 * the door}, in any language the bot speaks. Every other reply is a remix. Immutable, thread-safe.
 */
public final class ContinuePrefix {
  private final Pattern pattern;

  public ContinuePrefix(MessageBundles bundles) {
    this.pattern =
        Pattern.compile(
            bundles.words("continue.words").stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "\\s*(?:", ")\\s*[:：]\\s*(.*)")),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /** What happens next, which may be empty; nothing where the reply does not ask for it. */
  public Optional<String> parse(String reply) {
    Matcher matcher = pattern.matcher(reply);
    return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }
}
