package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The error in an answer: relays put it into the HTTP status, into a code inside a 200, or into
 * {@code error} with a number, a word or nothing for a code.
 *
 * @param status the HTTP status it amounts to; 0 when the answer holds an error of no known kind
 * @param hasErrorBody there is a JSON error body, so the relay itself speaks, not an edge before it
 * @param codes its code and type, as they came, with a space between
 * @param words what it says in sentences, cut to a bounded length
 * @param instead what came instead of a reason, for the operator alone
 * @param ruled what it is about by the dialect's own word
 */
record ProviderError(
    int status,
    boolean hasErrorBody,
    String codes,
    String words,
    String instead,
    @Nullable ErrorMeaning ruled) {
  /** A relay's sentence is shorter by far; one that is not must not cost more than this. */
  private static final int MAX_WORDS = 2_048;

  private static final int MAX_CODE = 100;

  private static final String NO_REASON = "without a reason";

  /** Long enough for a sentence, short enough for a status message. */
  private static final int MAX_SENTENCE = 200;

  private static final Pattern UNKNOWN_TASK =
      Pattern.compile(
          "not[ _](found|exist)|no such|unknown"
              + " (id|task|video)|invalid.{0,12}(id|task|video)\\b|无效的任务|不存在",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NEVER_BUILT =
      Pattern.compile("[\\w ]{0,100}(build|convert)_request_failed");

  /** What is of no use to a person: numbers of requests, addresses. */
  private static final Pattern NOT_FOR_PEOPLE =
      Pattern.compile(
          "[(（]?(request|trace)[ _-]?id[:：]?\\s?[\\w-]{1,200}[)）]?|https?://\\S{1,1000}",
          Pattern.CASE_INSENSITIVE);

  /** The types that relays print beside their codes. */
  private static final Map<String, Integer> STATUS_BY_TYPE =
      Map.of(
          "invalid_request_error", 400,
          "authentication_error", 401,
          "payment_required", 402,
          "permission_error", 403,
          "not_found_error", 404,
          "rate_limit_error", 429,
          "server_error", 500,
          "bad_gateway", 502);

  /**
   * The error in an answer, or null if it holds none.
   *
   * @param rule where it may stand too
   * @param isTask the answer tells how a task is, whose own error is none of the call
   */
  static @Nullable ProviderError parse(HttpReply reply, ErrorRule rule, boolean isTask) {
    JsonNode json = reply.json();
    ProviderError error = find(reply, json, rule, isTask);
    ErrorMeaning ruled = error == null ? null : rule.meaning(json);
    return error == null || ruled == null
        ? error
        : new ProviderError(
            error.status, error.hasErrorBody, error.codes, error.words, error.instead, ruled);
  }

  private static @Nullable ProviderError find(
      HttpReply reply, JsonNode json, ErrorRule rule, boolean isTask) {
    JsonNode error = json.path("error");
    String named = rule.code(json);
    Integer amounts = rule.statuses().get(named);
    if (amounts != null || (reply.isSuccess() && rule.isBad(named))) {
      ProviderError usual = of(amounts == null ? 0 : amounts, true, json, error);
      return new ProviderError(
          usual.status,
          true,
          usual.codes.contains(named)
              ? usual.codes
              : joined(List.of(usual.codes, HttpReply.cut(named, MAX_CODE))),
          HttpReply.cut(
              joined(List.of(usual.words, Pointers.first(json, rule.texts()).asText(""))),
              MAX_WORDS),
          NO_REASON,
          null);
    }
    boolean hasError = error.isObject() || (error.isTextual() && !error.asText().isBlank());
    if (!reply.isSuccess()) {
      // Cloudflare speaks JSON too, about a relay that did not.
      boolean documented =
          (hasError || Stream.of("message", "msg", "code", "detail").anyMatch(json::has))
              && !json.path("cloudflare_error").asBoolean();
      return of(reply.status(), documented, json, error)
          .withInstead(json.isObject() ? NO_REASON : reply.foreignBody());
    }
    OptionalInt code = number(json.path("code"));
    if (code.isPresent() && code.getAsInt() >= 400 && code.getAsInt() < 600) {
      return of(code.getAsInt(), true, json, error);
    }
    if (hasError && !isTask && !json.has("id") && !json.has("data") && !json.has("status")) {
      return of(statusOf(error), true, json, error);
    }
    return null;
  }

  /**
   * The failure of a task that says why it failed.
   *
   * @param reasons where it says that, besides its error
   */
  static Failure ofFailedTask(JsonNode node, List<String> reasons) {
    JsonNode error = node.path("error");
    ProviderError told = of(0, true, node, error);
    ProviderError why =
        new ProviderError(
            0,
            true,
            told.codes,
            HttpReply.cut(
                told.words
                    + reasons.stream()
                        .map(reason -> " " + HttpReply.cut(node.at(reason).asText(""), MAX_WORDS))
                        .collect(Collectors.joining()),
                MAX_WORDS),
            NO_REASON,
            null);
    return Failure.of(
        why.meaning() == ErrorMeaning.CONTENT
            ? FailureKind.CONTENT_REJECTED
            : FailureKind.GENERATION_FAILED,
        why.detail());
  }

  ErrorMeaning meaning() {
    if (ruled != null) {
      return ruled;
    }
    return hasErrorBody || status == 401 || status == 402 || status == 403
        ? ErrorMeaning.of(this)
        : ErrorMeaning.OTHER;
  }

  /** Whether it is about what became of the task, and not that the task is unknown. */
  boolean describesTaskFailure() {
    return hasErrorBody && status != 404 && status != 410 && !UNKNOWN_TASK.matcher(words).find();
  }

  /** Whether a gateway could not even write its own request: a 500 that is a 400. */
  boolean wasNeverBuilt() {
    return hasErrorBody && NEVER_BUILT.matcher(codes + " " + words).lookingAt();
  }

  Failure toFailure(FailureKind kind) {
    return Failure.of(kind, status + " " + detail());
  }

  /** The relay's own sentence, fit to be shown; null if it has none. */
  @Nullable String sentence() {
    String line = HttpReply.oneLine(NOT_FOR_PEOPLE.matcher(words).replaceAll(""), MAX_SENTENCE);
    return line.isEmpty() ? null : line;
  }

  private String detail() {
    String said = HttpReply.oneLine(words + " " + codes, MAX_SENTENCE);
    return said.isEmpty() ? HttpReply.oneLine(instead, MAX_SENTENCE) : said;
  }

  private ProviderError withInstead(String what) {
    return new ProviderError(status, hasErrorBody, codes, words, what, ruled);
  }

  private static int statusOf(JsonNode error) {
    OptionalInt code = number(error.path("code"));
    if (code.isPresent() && code.getAsInt() >= 400 && code.getAsInt() < 600) {
      return code.getAsInt();
    }
    return STATUS_BY_TYPE.getOrDefault(error.path("type").asText("").toLowerCase(Locale.ROOT), 0);
  }

  private static OptionalInt number(JsonNode node) {
    if (node.isInt()) {
      return OptionalInt.of(node.asInt());
    }
    return node.isTextual() && node.asText().matches("\\d{1,6}")
        ? OptionalInt.of(Integer.parseInt(node.asText()))
        : OptionalInt.empty();
  }

  private static ProviderError of(int status, boolean documented, JsonNode json, JsonNode error) {
    JsonNode at = error.isObject() ? error : json;
    List<String> sentences = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    JsonNode detail = at.path("detail").isArray() ? at.path("detail").path(0) : at.path("detail");
    for (JsonNode text :
        List.of(error, at.path("message"), at.path("msg"), detail, detail.path("msg"))) {
      sentences.add(HttpReply.cut(text.asText(""), MAX_WORDS));
    }
    for (JsonNode code : List.of(at.path("type"), at.path("code"), detail.path("type"))) {
      // xAI's codes are sentences.
      (code.asText("").contains(" ") ? sentences : codes)
          .add(HttpReply.cut(code.asText(""), MAX_CODE));
    }
    return new ProviderError(
        status,
        documented,
        joined(codes),
        HttpReply.cut(joined(sentences), MAX_WORDS),
        NO_REASON,
        null);
  }

  private static String joined(List<String> texts) {
    return String.join(" ", texts.stream().filter(text -> !text.isBlank()).toList());
  }
}
