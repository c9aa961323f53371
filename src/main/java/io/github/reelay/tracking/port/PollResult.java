package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.RemoteFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of a query of a running task. */
public sealed interface PollResult {
  /**
   * Still at work (an unknown status word means this too).
   *
   * @param percent as told, 0 to 100; null if not told
   * @param remaining the provider's own estimate; null if not told
   * @param place in the provider's own queue, from 1; null if it is not told, or begun
   */
  record Working(@Nullable Integer percent, @Nullable Duration remaining, @Nullable Integer place)
      implements PollResult {
    public Working(@Nullable Integer percent, @Nullable Duration remaining) {
      this(percent, remaining, null);
    }
  }

  /** Done, and here is the file. */
  record Done(RemoteFile file) implements PollResult {}

  /** Done, but no link yet; relays lag by seconds to minutes. */
  record DoneWithoutFile() implements PollResult {}

  /**
   * The provider says it ended without a result.
   *
   * @param cost what it says that it charged all the same; zero: nothing; null: it does not say
   */
  record Failed(Failure failure, @Nullable Money cost) implements PollResult {
    public Failed(Failure failure) {
      this(failure, null);
    }
  }

  /**
   * 400 or 404: perhaps not known yet, perhaps over. Counts only in a row.
   *
   * @param failure how it ended, should it turn out to be meant
   */
  record Missing(Failure failure) implements PollResult {
    public Missing(String evidence) {
      this(Failure.of(FailureKind.LOST_BY_PROVIDER, evidence));
    }
  }

  /**
   * Nothing was learnt (HTML 502, empty body, time-out, 429); ask later. Says nothing about the
   * task.
   *
   * @param retryAfter as asked by the provider
   */
  record Unclear(String evidence, @Nullable Duration retryAfter) implements PollResult {}

  /** 401, 402, 403: about the account, not the task. The provider is paused, the task lives. */
  record AccountBlocked(Failure failure) implements PollResult {}
}
