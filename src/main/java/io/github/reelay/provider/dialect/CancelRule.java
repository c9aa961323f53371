package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a task is stopped that nobody wants any more, where that makes it cost nothing. One that
 * would be charged all the same is not stopped: its video is kept (docs/facts.md, "Relays: stopping
 * a task").
 *
 * @param method POST, PUT or DELETE
 * @param when the status words, in small letters, with which it may be stopped
 * @param chargedIf what says of a cancelled task that it had begun, and is charged
 */
record CancelRule(
    String method, PathTemplate path, Set<String> when, List<Pointers.Condition> chargedIf) {
  CancelRule {
    when = Set.copyOf(when);
    chargedIf = List.copyOf(chargedIf);
  }

  /**
   * @param status the task's, as it was just told: a call that stops a task deletes a finished one
   *     at some relays
   */
  Optional<Dialect.FreeCall> call(String id, String status) {
    return when.contains(StatusWord.plain(status))
        ? Optional.of(new Dialect.FreeCall(method, path.fill("id", id)))
        : Optional.empty();
  }

  boolean isCharged(JsonNode task) {
    return Pointers.any(chargedIf, task);
  }
}
