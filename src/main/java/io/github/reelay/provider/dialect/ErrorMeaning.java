package io.github.reelay.provider.dialect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The meaning of an error: what it is about, whichever call it answers. Decided by the HTTP status,
 * then by the relay's codes, then by its words, because the same status stands for many things
 * (docs/facts.md, "Relays: errors inside answers").
 *
 * <p>The words are data: {@code relays/words.tsv}.
 */
enum ErrorMeaning {
  /** The prompt, the picture or the result is against the content rules. */
  CONTENT,
  /** The account, or this key's share of it, is empty. */
  BALANCE,
  /** The key is refused; the account is closed, suspended, not verified. */
  ACCOUNT,
  /** This model cannot be had: unknown, switched off, without a channel, not for this key. */
  MODEL,
  /** Too much at once; only where a dialect's file says so, as the status says it elsewhere. */
  BUSY,
  /** What may be asked for in a day is used up, though there is money; by a dialect's file, too. */
  DAY_QUOTA,
  /** Somebody behind the relay is in trouble; it says nothing about the request. */
  UPSTREAM,
  /** None of these. */
  OTHER;

  /** What the error of a call is about. */
  static ErrorMeaning of(ProviderError error) {
    if (error.status() == 402) {
      return BALANCE;
    }
    return first("codes", plain(error.codes()))
        .or(() -> first("words", error.words()))
        .orElseGet(() ->
            switch (error.status()) {
              case 401 -> ACCOUNT;
              case 403 -> first("denials", error.words()).orElse(ACCOUNT);
              case 404 -> first("absence", error.words()).orElseGet(() -> byTone(error));
              default -> byTone(error);
            });
  }

  private static ErrorMeaning byTone(ProviderError error) {
    return first("tone", error.words())
        .or(() -> first("hearsay-codes", plain(error.codes())))
        .or(() -> first("trouble-codes", plain(error.codes())))
        .or(() -> first("trouble-words", error.words()))
        .orElse(OTHER);
  }

  /** Whether a gateway tells of the call it made itself: what became of that, nobody knows. */
  static boolean isHearsay(ProviderError error) {
    return first("hearsay-codes", plain(error.codes()))
        .or(() -> first("hearsay-words", error.words()))
        .isPresent();
  }

  private static Optional<ErrorMeaning> first(String list, String text) {
    return WordMeaning.find(list, text).map(ErrorMeaning::valueOf);
  }

  /** {@code InputText.Sensitive_Content} is {@code inputtextsensitivecontent}. */
  private static String plain(String codes) {
    return String.join(
        " ",
        Arrays.stream(codes.toLowerCase(Locale.ROOT).split("\\s+"))
            .map(code -> code.replaceAll("[^a-z0-9]", ""))
            .toList());
  }
}
