package io.github.reelay.ops;

import io.github.reelay.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A mask for tokens and keys in log lines, whichever library wrote them: what looks like one, and
 * the configured ones by their text. Thread-safe.
 *
 * <p>Held statically because logback makes its encoders by itself, before there is any
 * configuration.
 */
public final class SecretMask {
  static final String REPLACEMENT = "***";

  /**
   * Telegram tokens as they stand in request addresses (Bot API, "Making requests": {@code
   * /bot<id>:<35 characters>}), Discord's and any other authorization, and keys in our relays'
   * form.
   */
  private static final Pattern SECRET_PATTERN =
      Pattern.compile(
          "(?<keep>bot)\\d{3,20}:[\\w-]{30,}"
              + "|(?<scheme>(?i:Bearer|Bot)[ +])[\\w.~+/=-]{16,}"
              + "|\\b\\d{6,20}:[\\w-]{30,}"
              + "|\\bsk-[\\w-]{16,}");

  /** Shorter ones are words: hiding them would make the log unreadable and hide nothing. */
  private static final int MIN_LENGTH = 6;

  private static volatile List<String> configuredSecrets = List.of();

  private SecretMask() {}

  /** Also hides these from now on; longest first, in case one holds another. */
  public static void setConfiguredSecrets(List<Secret> secrets) {
    configuredSecrets =
        secrets.stream()
            .map(Secret::reveal)
            .filter(text -> text.length() >= MIN_LENGTH)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .distinct()
            .toList();
  }

  static String mask(String line) {
    String masked = line;
    for (String secret : configuredSecrets) {
      masked = masked.replace(secret, REPLACEMENT);
    }
    return SECRET_PATTERN
        .matcher(masked)
        .replaceAll(found -> {
          String keep = found.group("keep");
          String scheme = found.group("scheme");
          return (keep == null ? "" : keep) + (scheme == null ? "" : scheme) + REPLACEMENT;
        });
  }

  static byte[] mask(byte[] encoded) {
    String line = new String(encoded, StandardCharsets.UTF_8);
    String masked = mask(line);
    return masked.equals(line) ? encoded : masked.getBytes(StandardCharsets.UTF_8);
  }
}
