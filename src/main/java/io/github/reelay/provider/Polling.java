package io.github.reelay.provider;

import io.github.reelay.provider.dialect.Reply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.PollAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a relay how a task is. */
final class Polling {
  private static final Logger log = LoggerFactory.getLogger(Polling.class);

  private final OkHttpClient free;
  private final InstantSource clock;

  Polling(OkHttpClient free, InstantSource clock) {
    this.free = free;
    this.clock = clock;
  }

  PollAnswer poll(Relay relay, ModelRow.Times times, Task task, String remoteId) {
    Instant now = clock.instant();
    Duration elapsed = Duration.between(task.state().since(), now);
    Reply reply;
    try {
      reply = relay.get(relay.dialect().taskPath(remoteId));
    } catch (IOException | IllegalArgumentException unreachable) {
      return new PollAnswer.Unclear(relay.clean(String.valueOf(unreachable)), null);
    }
    PollAnswer answer = relay.dialect().readPoll(reply, elapsed, now, times.linkTtl());
    switch (answer) {
      case PollAnswer.Barred(Failure why) ->
          relay
              .health()
              .pause(
                  why.kind() == FailureKind.PROVIDER_BALANCE
                      ? Alert.Kind.PROVIDER_BALANCE
                      : Alert.Kind.PROVIDER_AUTH,
                  relay.clean(why.detail()));
      case PollAnswer.Working _, PollAnswer.Done _, PollAnswer.Failed _ ->
          relay.health().keyTaken();
      case PollAnswer.DoneWithoutFile _, PollAnswer.Missing _, PollAnswer.Unclear _ -> {}
    }
    if (answer instanceof PollAnswer.Working
        && elapsed.compareTo(times.soft()) > 0
        && isFinishedAllTheSame(relay, remoteId)) {
      log.atInfo()
          .addKeyValue("task", task.id())
          .addKeyValue("provider", relay.name())
          .log("The relay says running, but has the file; it is fetched");
      return new PollAnswer.Done(new RemoteFile(null, null, null, null));
    }
    return answer;
  }

  /**
   * Relays with a content route can hang at 99 % although the file is there (facts 4); only the
   * answer's head is looked at.
   */
  private boolean isFinishedAllTheSame(Relay relay, String remoteId) {
    String route = relay.dialect().contentPath(remoteId).orElse(null);
    if (route == null) {
      return false;
    }
    Request request = relay.request(route).header("Range", "bytes=0-0").build();
    try (Response response = free.newCall(request).execute()) {
      int status = response.code();
      return status == 200 || status == 206 || status == 302 || status == 307;
    } catch (IOException unreachable) {
      return false;
    }
  }
}
