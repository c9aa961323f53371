package io.github.reelay.provider.callback;

import io.github.reelay.http.GuardedHttp;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that relays are given to call, such as {@code
 * https://bot.example/callbacks/0K3F9…-0?until=1700000000&sign=…}. Each stands for one POST of one
 * task, and lives as long as anybody asks about one. It is a secret between us and that relay.
 * Thread-safe.
 *
 * @param signer its key outlives a restart
 */
public record CallbackLinks(CallbackOptions options, HmacSigner signer, InstantSource clock) {
  private static final String PURPOSE = "callback";

  /** Longer than a task may take, and as long as an unconfirmed one is asked about. */
  private static final Duration TTL = Duration.ofDays(2);

  /**
   * One POST of a task.
   *
   * @param attempts its number among the task's POSTs
   */
  public record Post(TaskId task, int attempts) {
    @Override
    public String toString() {
      return task + "-" + attempts;
    }

    static Optional<Post> parse(String text) {
      int dash = text.indexOf('-');
      String task = dash < 0 ? "" : text.substring(0, dash);
      String attempts = text.substring(dash + 1);
      return TaskId.isValid(task) && attempts.matches("\\d{1,9}")
          ? Optional.of(new Post(new TaskId(task), Integer.parseInt(attempts)))
          : Optional.empty();
    }
  }

  /**
   * The address for the POST that is about to be sent; null if the relay is to have none. Relays
   * refuse a request with an address that is not https, but for one in our own network.
   */
  public @Nullable String address(Task task, @Nullable URI relay) {
    URI publicUrl = options.publicUrl();
    if (!options.isOn()
        || publicUrl == null
        || !isUsable(publicUrl, relay)
        || !(task.state() instanceof TaskState.Submitting submitting)) {
      return null;
    }
    String post = new Post(task.id(), submitting.attempts()).toString();
    String until = Long.toString(clock.instant().plus(TTL).getEpochSecond());
    return "%s/callbacks/%s?until=%s&sign=%s"
        .formatted(publicUrl.toString().replaceAll("/+$", ""), post, until, sign(post, until));
  }

  /** Whether a relay takes an address of ours. */
  public static boolean isUsable(URI publicUrl, @Nullable URI relay) {
    return "https".equalsIgnoreCase(publicUrl.getScheme())
        || (relay != null && GuardedHttp.isPrivate(relay));
  }

  /** What an address stands for; empty if it is none of ours, or none any more. */
  Optional<Post> verify(String post, String until, String sign) {
    // What carries our signature was written by us: a number, and a POST.
    return options.isOn()
            && HmacSigner.constantTimeEquals(sign(post, until), sign)
            && clock.instant().getEpochSecond() < Long.parseLong(until)
        ? Post.parse(post)
        : Optional.empty();
  }

  private String sign(String post, String until) {
    return signer.sign(PURPOSE, post + "\n" + until);
  }
}
