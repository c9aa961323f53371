package io.github.reelay.app;

import java.util.Locale;

/** One line of {@code reelay check}: what was looked at, how it is, and what to do about it. */
record Finding(Grade grade, String what, String detail) {
  enum Grade {
    OK,
    /** Works, but the operator should know. */
    WARN,
    FAIL
  }

  static Finding ok(String what, String detail) {
    return new Finding(Grade.OK, what, detail);
  }

  static Finding warn(String what, String detail) {
    return new Finding(Grade.WARN, what, detail);
  }

  static Finding fail(String what, String detail) {
    return new Finding(Grade.FAIL, what, detail);
  }

  @Override
  public String toString() {
    String mark = grade == Grade.FAIL ? "FAIL" : grade.name().toLowerCase(Locale.ROOT);
    return "%-5s %s: %s".formatted(mark, what, detail);
  }
}
