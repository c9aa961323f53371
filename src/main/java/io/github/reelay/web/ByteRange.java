package io.github.reelay.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A byte range of a file (RFC 9110, section 14). */
record ByteRange(long start, long length) {
  private static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

  /** One range; several, or another unit, are answered with the whole file, as allowed. */
  private static final Pattern SINGLE_RANGE_PATTERN =
      Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  boolean isUnsatisfiable() {
    return start < 0;
  }

  static ByteRange parse(@Nullable String header, long size) {
    ByteRange whole = new ByteRange(0, size);
    Matcher m = header == null ? null : SINGLE_RANGE_PATTERN.matcher(header.replace(" ", ""));
    if (m == null || !m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
      return whole;
    }
    if (m.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(m.group(2)), size);
      return last == 0 ? UNSATISFIABLE : new ByteRange(size - last, last);
    }
    long first = Long.parseLong(m.group(1));
    long end = m.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(m.group(2)), size - 1);
    if (!m.group(2).isEmpty() && Long.parseLong(m.group(2)) < first) {
      return whole;
    }
    return first >= size ? UNSATISFIABLE : new ByteRange(first, end - first + 1);
  }
}
