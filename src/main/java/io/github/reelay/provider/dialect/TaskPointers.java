package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands in the answer to the query of a task, as pointers that are tried in their
 * order.
 *
 * @param wrappings where the task itself stands; the answer where none of them is an object
 * @param words what the API means by a status, in small letters, beside what all mean
 * @param wordless what no word stands for: DONE if there is a link; UNKNOWN: that nothing was said
 * @param queuePlaces how many are in front of it in the relay's own queue
 * @param costUnit what one unit of the cost is in the currency of the prices
 * @param result what is needed to ask on
 * @param linkTtl how long a link lives; null: what the model's row says
 */
record TaskPointers(
    List<String> wrappings,
    List<String> status,
    Map<String, StatusWord> words,
    StatusWord wordless,
    List<Pointers.Condition> failedIf,
    List<Pointers.Condition> moderatedIf,
    List<Pointers.Condition> cancelledIf,
    List<String> queuePlaces,
    List<String> progress,
    List<String> estimates,
    List<String> seconds,
    List<String> cost,
    BigDecimal costUnit,
    List<String> reasons,
    List<String> links,
    List<String> result,
    @Nullable Duration linkTtl) {
  /** Longer than any task; what is more is no estimate. */
  private static final int MAX_ESTIMATE_SECONDS = 86_400;

  JsonNode task(JsonNode json) {
    return wrappings.stream().map(json::at).filter(JsonNode::isObject).findFirst().orElse(json);
  }

  String statusOf(JsonNode node) {
    return Pointers.first(node, status).asText("");
  }

  StatusWord meaning(String word) {
    return StatusWord.of(word, words);
  }

  /** What an answer without a status means: a page of an edge means nothing. */
  StatusWord unspoken(HttpReply reply, JsonNode node) {
    if (wordless == StatusWord.UNKNOWN || !(reply.body().isBlank() || node.isObject())) {
      return StatusWord.UNKNOWN;
    }
    return VideoLink.find(node, links).isPresent() ? StatusWord.DONE : wordless;
  }

  /** Null if nobody is in front of it, or nothing is told of that. */
  @Nullable Integer placeOf(JsonNode node) {
    int ahead = Pointers.first(node, queuePlaces).asInt(0);
    return ahead > 0 ? ahead : null;
  }

  Failure failure(JsonNode node) {
    return ProviderError.ofFailedTask(node, reasons);
  }

  String resultKey(JsonNode json) {
    return Pointers.first(task(json), result).asText("");
  }

  Duration ttl(Duration ofRow) {
    return linkTtl == null || linkTtl.compareTo(ofRow) > 0 ? ofRow : linkTtl;
  }

  /** The relay's estimate is for the whole task; past it, nothing is known. */
  @Nullable Duration remaining(JsonNode node, Duration elapsed) {
    JsonNode value = Pointers.first(node, estimates);
    if (!value.isNumber() || value.asDouble() <= 0 || value.asDouble() > MAX_ESTIMATE_SECONDS) {
      return null;
    }
    Duration remaining = Duration.ofMillis((long) (value.asDouble() * 1000)).minus(elapsed);
    return remaining.isPositive() ? remaining : null;
  }

  @Nullable Integer secondsOf(JsonNode node) {
    int told = Pointers.first(node, seconds).asInt(0);
    return told > 0 ? told : null;
  }

  /** A cost that is no amount of money (a word, less than nothing) is not told. */
  @Nullable Money charge(JsonNode node) {
    JsonNode value = Pointers.first(node, cost);
    if (!value.isNumber() && !value.isTextual()) {
      return null;
    }
    try {
      Money charge = Money.rounded(value.asText()).times(costUnit);
      return charge.micros() < 0 ? null : charge;
    } catch (NumberFormatException | ArithmeticException noAmount) {
      return null;
    }
  }

  /** Progress is told as {@code 45}, {@code "45%"}, {@code 0.45}; null if nothing readable is. */
  @Nullable Integer percentOf(JsonNode node) {
    return progress.stream()
        .map(pointer -> percent(node.at(pointer)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Integer percent(JsonNode value) {
    if (value.isIntegralNumber()) {
      return Math.clamp(value.asLong(), 0, 100);
    }
    if (value.isNumber()) {
      return fromNumber(value.asDouble());
    }
    if (!value.isTextual()) {
      return null;
    }
    String text = value.asText().strip();
    boolean percent = text.endsWith("%");
    try {
      double number =
          Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
      return percent || !text.contains(".") ? clamp(number) : fromNumber(number);
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }

  /** A number with a fraction of at most one is a share of the whole. */
  private static @Nullable Integer fromNumber(double number) {
    return clamp(number <= 1 ? number * 100 : number);
  }

  private static @Nullable Integer clamp(double number) {
    return Double.isNaN(number) ? null : Math.clamp(Math.round(number), 0, 100);
  }
}
