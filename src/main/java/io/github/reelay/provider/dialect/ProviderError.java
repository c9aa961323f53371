package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error in an answer: relays put it into the HTTP status, into a {@code code} inside a 200, or
 * into {@code error} with a number, a word or nothing for a code.
 *
 * @param status the HTTP status it amounts to; 0 when the answer holds an error of no known kind
 * @param hasErrorBody there is a JSON error body, so the relay itself speaks, not an edge before it
 * @param text everything it says, for matching; never shown to people
 */
record ProviderError(int status, boolean hasErrorBody, String text) {
  /** Any wording of "we do not make that" (docs/facts.md, "Relays: errors inside answers"). */
  private static final Pattern MODERATION =
      Pattern.compile(
          "prohibited|flagged|content.{0,2}(policy|filter|violat)|moderat|violat(e|es|ion)|safety|sensitive"
              + " (content|word|info)|nsfw|blocked by|inappropriate|guardrail|违规|敏感|违禁|审核|不合规",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern RETIRED_MODEL =
      Pattern.compile(
          "model\\W{0,3}[\\w.-]*\\W{0,3}(is |was |has been |does )?(not found|not exist"
              + "|not available|unavailable|retired|deprecated|not supported|no longer)"
              + "|(unsupported|unknown|no such|retired) model|model_not_found|no available channel"
              + "|模型.{0,10}(不存在|已下线|下线|不可用|不支持)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNKNOWN_TASK =
      Pattern.compile(
          "not (found|exist)|no such|unknown"
              + " (id|task|video)|invalid.{0,12}(id|task|video)\\b|无效的任务|不存在",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern INSUFFICIENT_BALANCE =
      Pattern.compile(
          "insufficient.{0,3}(balance|quota|credit|fund)|余额不足|额度不足|payment_required",
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

  /** The error in an answer, or null if it holds none. */
  static @Nullable ProviderError parse(HttpReply reply) {
    JsonNode json = reply.json();
    JsonNode error = json.path("error");
    boolean hasError = error.isObject() || (error.isTextual() && !error.asText().isBlank());
    if (!reply.isSuccess()) {
      boolean documented = hasError || json.has("message") || json.has("code");
      return new ProviderError(reply.status(), documented, messageText(json, error));
    }
    OptionalInt code = number(json.path("code"));
    if (code.isPresent() && code.getAsInt() >= 400 && code.getAsInt() < 600) {
      return new ProviderError(code.getAsInt(), true, messageText(json, error));
    }
    if (hasError && !json.has("id") && !json.has("data") && !json.has("status")) {
      return new ProviderError(statusOf(error), true, messageText(json, error));
    }
    return null;
  }

  /** The failure of a task that says why it failed. */
  static Failure ofFailedTask(JsonNode node) {
    JsonNode error = node.path("error");
    String text =
        messageText(node, error)
            + " "
            + node.path("fail_reason").asText("")
            + node.path("reason").asText("");
    return Failure.of(
        MODERATION.matcher(text).find()
            ? FailureKind.CONTENT_REJECTED
            : FailureKind.GENERATION_FAILED,
        excerpt(text));
  }

  /** Whether a 400 is about what became of the task, and not that the task is unknown. */
  boolean describesTaskFailure() {
    return hasErrorBody && (status == 400 || status == 422) && !UNKNOWN_TASK.matcher(text).find();
  }

  boolean isModeration() {
    return hasErrorBody && MODERATION.matcher(text).find();
  }

  boolean isRetiredModel() {
    return hasErrorBody && RETIRED_MODEL.matcher(text).find();
  }

  boolean isInsufficientBalance() {
    return hasErrorBody && INSUFFICIENT_BALANCE.matcher(text).find();
  }

  Failure toFailure(FailureKind kind) {
    return toFailure(kind, null);
  }

  Failure toFailure(FailureKind kind, @Nullable Duration retryAfter) {
    return new Failure(kind, excerpt(status + " " + text), retryAfter);
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

  private static String messageText(JsonNode json, JsonNode error) {
    if (error.isTextual()) {
      return error.asText();
    }
    JsonNode at = error.isObject() ? error : json;
    return String.join(
            " ",
            at.path("message").asText(""),
            at.path("msg").asText(""),
            at.path("type").asText(""),
            at.path("code").asText(""))
        .strip();
  }

  private static String excerpt(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
