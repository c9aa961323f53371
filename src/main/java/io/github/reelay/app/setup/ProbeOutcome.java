package io.github.reelay.app.setup;

import java.util.List;

/**
 * What a token or key was found to be.
 *
 * @param detail who the bot is there, what is left on the account, or what is wrong; never the
 *     secret; may be empty
 * @param link where to go next: the invitation, the bot's chat; may be empty
 * @param notes what else there is to know, each a sentence
 */
record ProbeOutcome(Kind kind, String detail, String link, List<String> notes) {
  ProbeOutcome {
    notes = List.copyOf(notes);
  }

  /** From good to bad. */
  enum Kind {
    WORKS,
    /** The key is good, the account is empty. */
    EMPTY_ACCOUNT,
    /** No answer: says nothing about the secret. */
    UNREACHABLE,
    REFUSED,
    /** Not even the form of one. */
    MALFORMED
  }

  static ProbeOutcome of(Kind kind, String detail) {
    return new ProbeOutcome(kind, detail, "", List.of());
  }

  /** Whether it may be kept. */
  boolean isUsable() {
    return switch (kind) {
      case WORKS, EMPTY_ACCOUNT, UNREACHABLE -> true;
      case REFUSED, MALFORMED -> false;
    };
  }
}
