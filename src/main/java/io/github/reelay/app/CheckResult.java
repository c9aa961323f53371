package io.github.reelay.app;

import java.util.Locale;

/** A line of {@code reelay check}: what was checked, its grade, and what to do about it. */
record CheckResult(Grade grade, String what, String detail) {
  enum Grade {
    OK,
    /** Works, but the operator should know. */
    WARN,
    FAIL
  }

  static CheckResult ok(String what, String detail) {
    return new CheckResult(Grade.OK, what, detail);
  }

  static CheckResult warn(String what, String detail) {
    return new CheckResult(Grade.WARN, what, detail);
  }

  static CheckResult fail(String what, String detail) {
    return new CheckResult(Grade.FAIL, what, detail);
  }

  @Override
  public String toString() {
    String mark = grade == Grade.FAIL ? "FAIL" : grade.name().toLowerCase(Locale.ROOT);
    return "%-5s %s: %s".formatted(mark, what, detail);
  }
}
