package io.github.reelay.app.check;

import java.util.Locale;

/** A line of {@code reelay check}: what was checked, its grade, and what to do about it. */
public record CheckResult(Grade grade, String what, String detail) {
  public enum Grade {
    OK,
    /** Works, but the operator should know. */
    WARN,
    FAIL
  }

  public static CheckResult ok(String what, String detail) {
    return new CheckResult(Grade.OK, what, detail);
  }

  public static CheckResult warn(String what, String detail) {
    return new CheckResult(Grade.WARN, what, detail);
  }

  public static CheckResult fail(String what, String detail) {
    return new CheckResult(Grade.FAIL, what, detail);
  }

  @Override
  public String toString() {
    String mark = grade == Grade.FAIL ? "FAIL" : grade.name().toLowerCase(Locale.ROOT);
    return "%-5s %s: %s".formatted(mark, what, detail);
  }
}
