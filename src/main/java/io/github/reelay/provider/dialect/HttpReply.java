package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A relay's answer as it came.
 *
 * @param body decoded as UTF-8; may be anything, HTML pages of an edge included
 * @param retryAfter as asked by the relay
 */
public record HttpReply(int status, String body, @Nullable Duration retryAfter) {
  /**
   * The deepest answer in docs/facts.md has seven levels. Whoever walks through one does so
   * recursively, and Jackson's own bound (1000) is beyond a thread's stack.
   */
  private static final int MAX_JSON_DEPTH = 50;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_JSON_DEPTH).build())
                  .build())
          .build();

  /** A relay that asks for more than this is asked again by nobody: another provider is quicker. */
  private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(60);

  /** When a relay is busy and does not say for how long. */
  private static final Duration DEFAULT_RETRY_DELAY = Duration.ofSeconds(10);

  /** Long enough to find the cause in a log, short enough for one line. */
  private static final int MAX_EXCERPT_LENGTH = 200;

  /** Controls, what turns text around, halves of characters; not what joins letters and emoji. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\u200C\\u200D]]");

  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{1,100})", Pattern.CASE_INSENSITIVE);

  /** The body as a JSON object; the missing node if it is none, or is nested absurdly deep. */
  public JsonNode json() {
    try {
      JsonNode root = JSON.readTree(body);
      return root != null && root.isObject() ? root : MissingNode.getInstance();
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** What a 401, 402 or 403 is about, as far as it concerns the account. */
  public FailureKind denial() {
    ProviderError error = ProviderError.parse(this, ErrorRule.NONE, false);
    return error != null && error.meaning() == ErrorMeaning.BALANCE
        ? FailureKind.PROVIDER_BALANCE
        : FailureKind.PROVIDER_AUTH;
  }

  /** What came instead of the relay's JSON, in words for the operator. */
  public String foreignBody() {
    String line = line();
    if (line.isEmpty()) {
      return "an empty answer";
    }
    if (line.charAt(0) != '<') {
      return line;
    }
    Matcher title = TITLE.matcher(line);
    return "a web page, not the relay" + (title.find() ? ": " + title.group(1).strip() : "");
  }

  /** What it comes to if it asks to slow down: a short wait, or the next provider. */
  public SubmitResult.NotAccepted busy(String detail) {
    Duration wait = retryAfter == null ? DEFAULT_RETRY_DELAY : retryAfter;
    return new SubmitResult.NotAccepted(
        new Failure(FailureKind.PROVIDER_BUSY, detail, wait), wait.compareTo(MAX_RETRY_DELAY) > 0);
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** One line for logs and the operator. */
  public String excerpt() {
    String line = line();
    return "HTTP " + status + (line.isEmpty() ? ", empty" : ": " + line);
  }

  private String line() {
    return oneLine(
        body.substring(0, Math.min(body.length(), 4 * MAX_EXCERPT_LENGTH)), MAX_EXCERPT_LENGTH);
  }

  /**
   * A relay's words on one line, without anything that does something to a chat, a terminal or a
   * log but is not seen.
   *
   * @param most UTF-16 units; where more is cut off, "…" says so
   */
  public static String oneLine(String words, int most) {
    String line = UNSEEN.matcher(words.replaceAll("[\\s\\p{Z}]+", " ")).replaceAll("").strip();
    return cut(line, most);
  }

  /** Whole characters only: half of a surrogate pair is none. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
