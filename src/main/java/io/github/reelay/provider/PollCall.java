package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
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

/** The query of a task's state at a relay. */
record PollCall(OkHttpClient freeCallClient, InstantSource clock) {
  private static final Logger log = LoggerFactory.getLogger(PollCall.class);

  /** Enough to tell a file from what a server says instead of one. */
  private static final long MAX_HEAD_BYTES = 64;

  PollResult poll(
      ProviderClient provider, Dialect dialect, ModelRow.Times times, Task task, String remoteId) {
    Instant now = clock.instant();
    Duration elapsed = Duration.between(task.state().since(), now);
    HttpReply reply;
    try {
      reply = provider.get(dialect.taskPath(remoteId, task.offer().means().usesPicture()));
    } catch (IOException | IllegalArgumentException unreachable) {
      return new PollResult.Unclear(provider.redact(String.valueOf(unreachable)), null);
    }
    PollResult told =
        completed(
            provider,
            dialect,
            times,
            remoteId,
            reply,
            dialect.parsePollReply(reply, elapsed, now, times.linkTtl()));
    PollResult result = noted(provider, withCharge(provider, told));
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
  private static PollResult withCharge(ProviderClient provider, PollResult told) {
    return switch (told) {
      case PollResult.Done(RemoteFile file) ->
          new PollResult.Done(
              new RemoteFile(
                  file.link(), file.expiresAt(), file.seconds(), charge(provider, file.charge())));
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
