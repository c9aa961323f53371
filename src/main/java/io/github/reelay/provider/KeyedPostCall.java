package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ProofStore;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paid POST, with a key where the relay documents that the same bytes with the same key are the
 * same order to it (docs/decisions/0001), and its repeats, for an answer that was lost.
 * Thread-safe.
 */
final class KeyedPostCall {
  private static final Logger log = LoggerFactory.getLogger(KeyedPostCall.class);

  /** The relay does not know itself, or has another request under this key. */
  private static final Set<String> STOP_CODES =
      Set.of("idempotency_result_indeterminate", "idempotency_key_reused");

  /** It is stored with the task; a picture within it would be copied at each change. */
  private static final int MAX_LENGTH = 64_000;

  /** Instead of a header: the relay is asked for the task, by the identity that the POST had. */
  private static final String LOOKUP = "lookup";

  private static final Duration LOOKUP_PERIOD = Duration.ofDays(1);

  private final PaidPost paidPost;
  private final IdempotencyLookup idempotency;
  private final ProofStore proofs;
  private final Alert.Sink alerts;
  private final InstantSource clock;

  /**
   * By provider: whether it answered a repeat by the task that it had made before, or by another.
   */
  private final Map<String, Boolean> honoured;

  KeyedPostCall(
      PaidPost paidPost,
      IdempotencyLookup idempotency,
      ProofStore proofs,
      Alert.Sink alerts,
      InstantSource clock) {
    this.paidPost = paidPost;
    this.idempotency = idempotency;
    this.proofs = proofs;
    this.honoured = new ConcurrentHashMap<>(proofs.read().keys());
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * Sends it, once.
   *
   * @param wireModel the relay's name of the model
   * @param beforePost is given what is about to be sent, if it may be repeated
   */
  SubmitResult send(
      ProviderClient provider,
      Dialect dialect,
      String wireModel,
      Task task,
      HttpPost post,
      Consumer<KeyedPost> beforePost) {
    String lookup =
        dialect.lookupPath(identity(task), task.offer().means().usesPicture()).orElse(null);
    if (lookup != null && task.offer().means() != GenerationMode.REMIX) {
      beforePost.accept(
          new KeyedPost(lookup, LOOKUP, identity(task), "{}", clock.instant().plus(LOOKUP_PERIOD)));
      return send(provider, dialect, task, post, null);
    }
    KeyedPost keyed = keyed(provider, wireModel, task, post);
    if (keyed != null && mayRepeat(provider)) {
      beforePost.accept(keyed);
    }
    return send(provider, dialect, task, post, keyed);
  }

  /** Each of a task's POSTs has one of its own: one that was refused may have used its own up. */
  static String identity(Task task) {
    int attempts = task.state() instanceof TaskState.Submitting s ? s.attempts() : 0;
    return task.id().value() + "-" + attempts;
  }

  /** Null where a POST must not be repeated. A remix is not among what relays document. */
  private @Nullable KeyedPost keyed(
      ProviderClient provider, String wireModel, Task task, HttpPost post) {
    if (task.offer().means() == GenerationMode.REMIX
        || isBroken(provider)
        || !(post.body() instanceof HttpPost.Body.Json(String json))
        || json.length() > MAX_LENGTH) {
      return null;
    }
    return idempotency
        .find(provider, wireModel)
        .map(documented ->
            new KeyedPost(
                post.path(),
                documented.header(),
                identity(task),
                json,
                clock.instant().plus(documented.retention())))
        .orElse(null);
  }

  /**
   * Asks for the lost answer. A relay that answers as if it had never seen the key may be one that
   * ignores it: until it has once proven otherwise it is asked once more, and two tasks for one key
   * end all repeats there. Of a task whose id is known the repeat itself is that proof.
   */
  SubmitResult repeat(ProviderClient provider, Dialect dialect, Task task, KeyedPost keyed) {
    if (keyed.header().equals(LOOKUP)) {
      return lookUp(provider, dialect, keyed);
    }
    if (!mayRepeat(provider)) {
      return new SubmitResult.Indeterminate("not repeated at " + provider.name());
    }
    if (!clock.instant().isBefore(keyed.keptUntil())) {
      return new SubmitResult.Indeterminate("the provider does not know its key any more");
    }
    HttpPost post = new HttpPost(keyed.path(), new HttpPost.Body.Json(keyed.json()));
    SubmitResult result = send(provider, dialect, task, post, keyed);
    if (result instanceof SubmitResult.Accepted(String remoteId)) {
      log.atInfo()
          .addKeyValue("task", task.id())
          .addKeyValue("provider", provider.name())
          .addKeyValue("remote", remoteId)
          .log("The request was answered when it was repeated with its key");
      String known = task.remoteId();
      if (known != null) {
        prove(provider, task, known, result);
      } else if (!isProven(provider)) {
        prove(provider, task, remoteId, send(provider, dialect, task, post, keyed));
      }
    }
    return result;
  }

  /** A task that has the POST's identity is what became of it; nothing is posted again. */
  private static SubmitResult lookUp(ProviderClient provider, Dialect dialect, KeyedPost keyed) {
    try {
      return dialect.parseLookupReply(provider.get(keyed.path()), keyed.key());
    } catch (IOException | IllegalArgumentException unreachable) {
      return new SubmitResult.Unknown(provider.redact(String.valueOf(unreachable)));
    }
  }

  /** What is proven may have been so by a command beside this program. */
  private boolean mayRepeat(ProviderClient provider) {
    return switch (provider.account().repeat()) {
      case NEVER -> false;
      case DOCUMENTED -> !isBroken(provider);
      case PROVEN -> {
        if (!honoured.containsKey(provider.name())) {
          honoured.putAll(proofs.read().keys());
        }
        yield isProven(provider);
      }
    };
  }

  private boolean isProven(ProviderClient provider) {
    return Boolean.TRUE.equals(honoured.get(provider.name()));
  }

  private boolean isBroken(ProviderClient provider) {
    return Boolean.FALSE.equals(honoured.get(provider.name()));
  }

  /** A relay that once made two tasks of one key is not trusted for a good answer later. */
  private void note(ProviderClient provider, boolean known) {
    Boolean before = honoured.put(provider.name(), known && !isBroken(provider));
    if (before == null || (before && !known)) {
      proofs.addKey(provider.name(), known);
    }
  }

  private void prove(ProviderClient provider, Task task, String remoteId, SubmitResult again) {
    if (!(again instanceof SubmitResult.Accepted(String other))) {
      return;
    }
    if (other.equals(remoteId)) {
      note(provider, true);
      return;
    }
    note(provider, false);
    alerts.raise(
        new Alert(
            Alert.Kind.KEY_IGNORED,
            provider.name(),
            "task " + task.id() + " is " + remoteId + " and " + other));
  }

  private SubmitResult send(
      ProviderClient provider,
      Dialect dialect,
      Task task,
      HttpPost post,
      @Nullable KeyedPost keyed) {
    boolean remix = task.offer().means() == GenerationMode.REMIX;
    return switch (paidPost.send(provider, post, keyed)) {
      case PaidPost.Outcome.Answered(HttpReply reply, boolean replayed) -> {
        if (replayed) {
          note(provider, true);
        }
        yield withStopCode(reply, dialect.parseSubmitReply(reply, remix));
      }
      case PaidPost.Outcome.NeverSent(String reason) ->
          new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, reason), true);
      case PaidPost.Outcome.Unconfirmed(String evidence) -> new SubmitResult.Unknown(evidence);
    };
  }

  private static SubmitResult withStopCode(HttpReply reply, SubmitResult result) {
    String code = reply.json().at("/error/code").asText();
    return result instanceof SubmitResult.Unknown(String evidence) && STOP_CODES.contains(code)
        ? new SubmitResult.Indeterminate(code + ": " + evidence)
        : result;
  }
}
