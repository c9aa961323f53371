package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an API has its errors, if not where most have them, and what they are about where their
 * words mislead.
 *
 * @param codes pointers to a code that stands in good answers too
 * @param texts pointers to what it says in words
 * @param good the codes of good answers; with another one, a 2xx is an error
 * @param statuses the HTTP status that a code amounts to, whatever came
 * @param busy codes that only ask to slow down
 * @param dayQuotaIf what says that there is no more for today
 * @param waits for how long, by pointer or a field's name, where no header tells it
 */
record ErrorRule(
    List<String> codes,
    List<String> texts,
    Set<String> good,
    Map<String, Integer> statuses,
    Set<String> busy,
    List<Pointers.Condition> dayQuotaIf,
    List<String> waits) {
  static final ErrorRule NONE =
      new ErrorRule(List.of(), List.of(), Set.of(), Map.of(), Set.of(), List.of(), List.of());

  /** {@code 34}, {@code 34s} and {@code "34.5s"}. */
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(\\.\\d{1,9})?s?");

  ErrorRule {
    codes = List.copyOf(codes);
    texts = List.copyOf(texts);
    good = Set.copyOf(good);
    statuses = Map.copyOf(statuses);
    busy = Set.copyOf(busy);
    dayQuotaIf = List.copyOf(dayQuotaIf);
    waits = List.copyOf(waits);
  }

  String code(JsonNode json) {
    return Pointers.first(json, codes).asText("");
  }

  /** Whether a 2xx with this code is none. */
  boolean isBad(String code) {
    return !code.isEmpty() && !good.isEmpty() && !good.contains(code);
  }

  /** What an error is about, if that is not to be told by its words. */
  @Nullable ErrorMeaning meaning(JsonNode json) {
    if (Pointers.any(dayQuotaIf, json)) {
      return ErrorMeaning.DAY_QUOTA;
    }
    return busy.contains(code(json)) ? ErrorMeaning.BUSY : null;
  }

  /** The answer with the wait that stands in its body, if there is one and no header tells it. */
  HttpReply withWait(HttpReply reply) {
    if (reply.retryAfter() != null || waits.isEmpty()) {
      return reply;
    }
    JsonNode json = reply.json();
    return waits.stream()
        .flatMap(place -> Pointers.all(json, place).stream())
        .map(wait -> SECONDS.matcher(wait.asText("")))
        .filter(Matcher::matches)
        .findFirst()
        .map(wait ->
            new HttpReply(
                reply.status(),
                reply.body(),
                Duration.ofSeconds(
                    Long.parseLong(wait.group(1)) + (wait.group(2) == null ? 0 : 1))))
        .orElse(reply);
  }
}
