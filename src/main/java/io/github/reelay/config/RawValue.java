package io.github.reelay.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands at a key, before it is understood.
 *
 * @param texts the one text of a scalar, or a list's elements
 * @param source where it was read: a file with the line, or a variable's name
 * @param variable whether the source is an environment variable
 */
record RawValue(List<String> texts, boolean list, String source, boolean variable) {
  /** The word for "not set". A key without a value means the same. */
  static final String NONE = "none";

  static RawValue scalar(String text, String source) {
    return new RawValue(List.of(text), false, source, false);
  }

  static RawValue ofVariable(String text, String name) {
    return new RawValue(List.of(text), false, name, true);
  }

  RawValue with(String element) {
    List<String> more = new ArrayList<>(texts);
    more.add(element);
    return new RawValue(List.copyOf(more), list, source, variable);
  }

  /** One element of this list, with the same source. */
  RawValue of(String element) {
    return new RawValue(List.of(element), false, source, variable);
  }

  String text() {
    return list ? String.join(", ", texts) : texts.getFirst();
  }
}
