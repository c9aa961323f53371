package io.github.reelay.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.PollResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The query of a task's state at a relay, and the call that stops it there once nobody wants it.
 *
 * @param asked when a task was asked about, by its id and whether it was still wanted
 */
record PollCall(
    OkHttpClient freeCallClient, InstantSource clock, Cache<PollCall.Asked, Instant> asked) {
  private static final Logger log = LoggerFactory.getLogger(PollCall.class);

  /** Enough to tell a file from what a server says instead of one. */
  private static final long MAX_HEAD_BYTES = 64;

  private static final long MAX_TASKS = 10_000;

  /** Longer than any relay asks for. */
  private static final Duration MAX_GAP = Duration.ofMinutes(10);

  /** The first question after a Cancel does not wait for those before it. */
  record Asked(TaskId task, boolean withheld) {
    static Asked of(Task task) {
      return new Asked(task.id(), task.withheld());
    }
  }

  PollCall(OkHttpClient freeCallClient, InstantSource clock) {
    this(
        freeCallClient,
        clock,
        Caffeine.newBuilder().maximumSize(MAX_TASKS).expireAfterWrite(MAX_GAP).build());
  }

  /** When a task may be asked about again. */
  Instant earliest(Dialect dialect, Task task) {
    Instant last = asked.getIfPresent(Asked.of(task));
    // What was asked in time to come was asked before the clock was set back.
    return last == null || last.isAfter(clock.instant())
        ? Instant.MIN
        : last.plus(dialect.minPollGap());
  }

  /** An answer, and what it says. */
  private record Answer(HttpReply reply, PollResult result) {
    /** At some relays what is cancelled is gone. */
    Answer afterCancel() {
      return result instanceof PollResult.Missing(Failure missing)
          ? new Answer(
              reply,
              new PollResult.Failed(Failure.of(FailureKind.GENERATION_CANCELLED, missing.detail())))
          : this;
    }
  }

  PollResult poll(
      ProviderClient provider, Dialect dialect, ModelRow.Times times, Task task, String remoteId) {
    Answer answer;
    try {
      answer = ask(provider, dialect, times, task, remoteId);
      if (task.withheld()
          && answer.result instanceof PollResult.Working
          && isCancelled(provider, dialect.cancel(remoteId, answer.reply).orElse(null), task)) {
        answer = ask(provider, dialect, times, task, remoteId).afterCancel();
      }
    } catch (IOException | IllegalArgumentException unreachable) {
      return new PollResult.Unclear(provider.redact(String.valueOf(unreachable)), null);
    }
    PollResult result = noted(provider, withCharge(provider, dialect, task, answer));
    Duration elapsed = Duration.between(task.state().since(), clock.instant());
    if (result instanceof PollResult.Working
        && elapsed.compareTo(times.softDeadline()) > 0
        && isFileAvailable(provider, dialect, remoteId)) {
      log.atDebug()
          .addKeyValue("task", task.id())
          .addKeyValue("provider", provider.name())
          .log("The relay says running, but has the file; it is fetched");
      return new PollResult.Done(new RemoteFile(null, null, null, null));
    }
    return result;
  }

  private Answer ask(
      ProviderClient provider, Dialect dialect, ModelRow.Times times, Task task, String remoteId)
      throws IOException {
    Instant now = clock.instant();
    asked.put(Asked.of(task), now);
    Duration elapsed = Duration.between(task.state().since(), now);
    HttpReply reply = provider.get(dialect.taskPath(remoteId, task.offer().means().usesPicture()));
    PollResult told = dialect.parsePollReply(reply, elapsed, now, times.linkTtl());
    return new Answer(reply, completed(provider, dialect, times, remoteId, reply, told));
  }

  /**
   * A relay that refuses, or cannot be reached, goes on with it: what it said before still holds.
   */
  private static boolean isCancelled(
      ProviderClient provider, Dialect.@Nullable FreeCall call, Task task) {
    if (call == null) {
      return false;
    }
    String answer;
    try {
      HttpReply reply = provider.call(call);
      if (reply.isSuccess()) {
        return true;
      }
      answer = reply.excerpt();
    } catch (IOException unreachable) {
      answer = unreachable.toString();
    }
    log.atInfo()
        .addKeyValue("task", task.id())
        .addKeyValue("provider", provider.name())
        .log("Not cancelled at the provider, which goes on with it ({})", provider.redact(answer));
    return false;
  }

  /** Draws the consequences for the account. */
  PollResult noted(ProviderClient provider, PollResult result) {
    switch (result) {
      case PollResult.AccountBlocked(Failure failure) ->
          provider
              .health()
              .pause(
                  failure.kind() == FailureKind.PROVIDER_BALANCE
                      ? Alert.Kind.PROVIDER_BALANCE
                      : Alert.Kind.PROVIDER_AUTH,
                  provider.redact(failure.detail()));
      case PollResult.Working _, PollResult.Done _, PollResult.Failed _ ->
          provider.health().recordKeyAccepted();
      case PollResult.DoneWithoutFile _, PollResult.Missing _, PollResult.Unclear _ -> {}
    }
    return result;
  }

  /** Some relays tell by a second answer where the file of a finished task is, or why it failed. */
  private PollResult completed(
      ProviderClient provider,
      Dialect dialect,
      ModelRow.Times times,
      String remoteId,
      HttpReply reply,
      PollResult told) {
    String path = dialect.resultPath(remoteId, reply, told).orElse(null);
    if (path == null) {
      return told;
    }
    try {
      PollResult result =
          dialect.parseResultReply(provider.get(path), clock.instant(), times.linkTtl());
      return told instanceof PollResult.Failed && !(result instanceof PollResult.Failed)
          ? told
          : result;
    } catch (IOException | IllegalArgumentException unreachable) {
      return new PollResult.Unclear(provider.redact(String.valueOf(unreachable)), null);
    }
  }

  /** With what the relay says it charges, in the operator's currency, if that can be believed. */
  private static PollResult withCharge(
      ProviderClient provider, Dialect dialect, Task task, Answer answer) {
    PollResult told = answer.result;
    return switch (told) {
      case PollResult.Done(RemoteFile file) ->
          new PollResult.Done(
              new RemoteFile(
                  file.link(), file.expiresAt(), file.seconds(), charge(provider, file.charge())));
      case PollResult.Failed(Failure failure, var _)
          when failure.kind() == FailureKind.GENERATION_CANCELLED
              && dialect.chargesCancelled(answer.reply) ->
          new PollResult.Failed(failure, task.offer().price());
      case PollResult.Failed(Failure failure, var charge) ->
          new PollResult.Failed(failure, charge(provider, charge));
      case PollResult.Working _,
          PollResult.DoneWithoutFile _,
          PollResult.Missing _,
          PollResult.Unclear _,
          PollResult.AccountBlocked _ ->
          told;
    };
  }

  private static @Nullable Money charge(ProviderClient provider, @Nullable Money told) {
    return told == null || !provider.endpoints().tellsCost()
        ? null
        : told.times(provider.account().rate());
  }

  /**
   * Relays with a content route can hang at 99 % although the file is there (docs/facts.md,
   * "Relays: polls that say nothing"); only the answer's beginning is looked at. Before its time
   * that route answers an error, some relays with a 200 (docs/facts.md, "Relays: the dialects").
   */
  private boolean isFileAvailable(ProviderClient provider, Dialect dialect, String remoteId) {
    String route = dialect.contentPath(remoteId).orElse(null);
    if (route == null) {
      return false;
    }
    Request request = provider.request(route).header("Range", "bytes=0-0").build();
    try (Response response = freeCallClient.newCall(request).execute()) {
      return switch (response.code()) {
        case 302, 303, 307 -> true;
        case 200, 206 -> !FetchCall.isText(response.peekBody(MAX_HEAD_BYTES).bytes());
        default -> false;
      };
    } catch (IOException unreachable) {
      return false;
    }
  }
}
