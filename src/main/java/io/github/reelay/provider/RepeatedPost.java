package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paid POST with its repeats: none, unless the relay documents that the same bytes with the
 * same key are the same order to it (docs/decisions/0001). Blocks until it is clear, or all repeats
 * are made.
 *
 * @param delays before each repeat
 */
record RepeatedPost(PaidPost paidPost, IdempotencyLookup idempotency, List<Duration> delays) {
  private static final Logger log = LoggerFactory.getLogger(RepeatedPost.class);

  /** The relay does not know itself, or has another request under this key. */
  private static final Set<String> STOP_CODES =
      Set.of("idempotency_result_indeterminate", "idempotency_key_reused");

  SubmitResult send(ProviderClient provider, ModelRow row, Task task, HttpPost post) {
    PaidPost.IdempotencyKey key = idempotencyKey(provider, row, task);
    SubmitResult result = sendOnce(provider, row, task, post, key);
    return key != null && mayBeAskedAgain(result)
        ? repeat(provider, row, task, post, key, result)
        : result;
  }

  /**
   * Null where a POST must not be repeated. Each of a task's POSTs has a key of its own: one that
   * was refused may have used its key up. A remix is not among what relays document.
   */
  private PaidPost.@Nullable IdempotencyKey idempotencyKey(
      ProviderClient provider, ModelRow row, Task task) {
    GenerationMode mode = task.offer().means();
    int attempts = task.state() instanceof TaskState.Submitting s ? s.attempts() : 0;
    return mode == GenerationMode.REMIX
        ? null
        : idempotency
            .header(provider, row.variant(mode).wire().model())
            .map(header -> new PaidPost.IdempotencyKey(header, task.id().value() + "-" + attempts))
            .orElse(null);
  }

  /**
   * Asks for the lost answer: the same bytes with the same key are the same task to the relay, not
   * a second one. Only an acceptance ends it; a refusal now says nothing of the first POST.
   */
  private SubmitResult repeat(
      ProviderClient provider,
      ModelRow row,
      Task task,
      HttpPost post,
      PaidPost.IdempotencyKey key,
      SubmitResult lost) {
    for (Duration delay : delays) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return lost;
      }
      SubmitResult again = sendOnce(provider, row, task, post, key);
      if (again instanceof SubmitResult.Accepted) {
        log.atInfo()
            .addKeyValue("task", task.id())
            .addKeyValue("provider", provider.name())
            .log("The lost answer was had by repeating the request with its key");
        return again;
      }
      if (again instanceof SubmitResult.Unknown && !mayBeAskedAgain(again)) {
        return again;
      }
    }
    return lost;
  }

  private static boolean mayBeAskedAgain(SubmitResult result) {
    return result instanceof SubmitResult.Unknown(String evidence)
        && STOP_CODES.stream().noneMatch(evidence::startsWith);
  }

  private SubmitResult sendOnce(
      ProviderClient provider,
      ModelRow row,
      Task task,
      HttpPost post,
      PaidPost.@Nullable IdempotencyKey key) {
    boolean remix = task.offer().means() == GenerationMode.REMIX;
    return switch (paidPost.send(provider, post, key)) {
      case PaidPost.Outcome.Answered(HttpReply reply) ->
          withStopCode(reply, provider.dialect(row).parseSubmitReply(reply, remix));
      case PaidPost.Outcome.NeverSent(String reason) ->
          new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, reason), true);
      case PaidPost.Outcome.Unconfirmed(String evidence) -> new SubmitResult.Unknown(evidence);
    };
  }

  /** The evidence begins with the code by which the relay says that repeats are of no use. */
  private static SubmitResult withStopCode(HttpReply reply, SubmitResult result) {
    String code = reply.json().at("/error/code").asText();
    return result instanceof SubmitResult.Unknown(String evidence) && STOP_CODES.contains(code)
        ? new SubmitResult.Unknown(code + ": " + evidence)
        : result;
  }
}
