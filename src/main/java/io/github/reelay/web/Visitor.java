package io.github.reelay.web;

import io.github.reelay.task.ref.PersonRef;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The visitor who makes a request.
 *
 * @param locale what the browser asks for first
 */
public record Visitor(PersonRef person, Locale locale) {
  private static final String ATTRIBUTE = "reelay.visitor";

  /** The visitor of a request that passed the guard. */
  public static Visitor of(Context ctx) {
    return Objects.requireNonNull(
        ctx.<Visitor>attribute(ATTRIBUTE), "route is not behind the gate");
  }

  /** Makes it the visitor of a request. */
  public void storeIn(Context ctx) {
    ctx.attribute(ATTRIBUTE, this);
  }

  public Visitor withLocale(Locale other) {
    return new Visitor(person, other);
  }

  /** The language a request is answered in, also before it is known who asks. */
  public static Locale localeOf(Context ctx) {
    return preferredLocale(ctx.header("Accept-Language"));
  }

  static Locale preferredLocale(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 500) {
      return Locale.ENGLISH;
    }
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
      String first = ranges.isEmpty() ? "*" : ranges.getFirst().getRange();
      return first.startsWith("*") ? Locale.ENGLISH : Locale.forLanguageTag(first);
    } catch (IllegalArgumentException _) {
      return Locale.ENGLISH; // a header no browser sends
    }
  }
}
