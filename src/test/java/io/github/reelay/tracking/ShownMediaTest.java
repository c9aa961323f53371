package io.github.reelay.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.MediaLinks.Resolver.MediaFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A link to a reported video leads nowhere, until it is shown again. */
class ShownMediaTest {
  private final InMemoryTaskStore tasks = new InMemoryTaskStore();
  private final ShownMedia media =
      new ShownMedia(
          (path, _) -> Optional.of(new MediaFile(Path.of("media", path), "video/mp4")), tasks);

  private boolean isServed(String path) {
    return media.resolve(path, Map.of()).isPresent();
  }

  @Test
  void onlyAReportedVideoIsLeftOut() {
    Task task = TaskExamples.accepted(Destination.of(new ChatRef("telegram", "1")));
    String video = "videos/" + task.id() + ".mp4";
    tasks.put(task);
    assertThat(isServed(video)).isTrue();
    assertThat(isServed("pictures/" + "ab".repeat(32) + ".jpg")).isTrue();

    for (FailureKind kind : new FailureKind[] {FailureKind.REPORTED, FailureKind.TOO_LARGE}) {
      tasks.put(
          task.withState(
              TaskState.Undeliverable.unposted(
                  Instant.EPOCH, TaskExamples.video(5), Failure.of(kind))));
      assertThat(isServed(video)).isEqualTo(kind == FailureKind.TOO_LARGE);
    }
  }
}
