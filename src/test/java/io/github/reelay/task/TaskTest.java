package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  private static final Task ACCEPTED = TaskStateExamples.accepted();
  private static final TaskId SOURCE = TaskId.of(0, 7);
  private static final Video FILM =
      new Video("film.mp4", 2000, 1280, 720, Duration.ofSeconds(16), "11");

  /** Two writers of one version are told apart by it. */
  @Test
  void eachCommitIsOneVersionLater() {
    Task second = ACCEPTED.nextVersion(TaskStateExamples.CANCELLED, null);
    assertThat(ACCEPTED.version()).isZero();
    assertThat(second.version()).isOne();
    assertThat(second.nextVersion(TaskStateExamples.CANCELLED, null).version()).isEqualTo(2);
    assertThat(ACCEPTED.withState(TaskStateExamples.CANCELLED).version()).isZero();
  }

  @Test
  void whatTheProviderCallsItIsKnownFromThenOn() {
    assertThat(ACCEPTED.remoteId()).isNull();
    Task running = ACCEPTED.nextVersion(TaskStateExamples.RUNNING, TaskStateExamples.NOW);
    assertThat(running.remoteId()).isEqualTo("remote-1");
    assertThat(running.nextVersion(TaskStateExamples.READY, null).remoteId()).isEqualTo("remote-1");
  }

  @Test
  void onlyAClipContinuesAnother() {
    VideoRequest remix = TaskExamples.remix("at night", SOURCE);
    VideoRequest clip = VideoRequest.of(RequestKind.CONTINUE, "she opens the door", SOURCE);
    assertThat(ACCEPTED.withRequest(remix).continued()).isNull();
    assertThat(ACCEPTED.withRequest(clip).continued()).isEqualTo(SOURCE);
  }

  @Test
  void whatIsPostedIsTheFilmWhereThereIsOne() {
    Task ready = TaskStateExamples.in(TaskStateExamples.READY);
    assertThat(ready.postedVideo()).isEqualTo(TaskStateExamples.VIDEO);
    assertThat(ready.withFilm(Task.Film.joined(2, FILM)).postedVideo()).isEqualTo(FILM);
    assertThat(ready.withFilm(Task.Film.clipAlone(2, Task.Film.Obstacle.TOO_LARGE)).postedVideo())
        .isEqualTo(TaskStateExamples.VIDEO);
    assertThat(
            TaskStateExamples.in(TaskStateExamples.DELETED)
                .withFilm(Task.Film.joined(2, FILM))
                .postedVideo())
        .isNull();
  }

  @Test
  void itHasEndedWithoutAVideoWhereThereIsNoneNorWillBe() {
    List<TaskState> without =
        List.of(
            TaskStateExamples.FAILED,
            TaskStateExamples.UNFETCHED,
            TaskStateExamples.CANCELLED,
            TaskStateExamples.CLOSED,
            TaskStateExamples.DELETED);
    List<TaskState> with =
        List.of(
            TaskStateExamples.QUEUED,
            TaskStateExamples.UNCONFIRMED,
            TaskStateExamples.FETCHING,
            TaskStateExamples.DELIVERED,
            TaskStateExamples.UNDELIVERABLE);
    assertThat(without).allMatch(state -> TaskStateExamples.in(state).hasEndedWithoutVideo());
    assertThat(with).noneMatch(state -> TaskStateExamples.in(state).hasEndedWithoutVideo());
  }

  @Test
  void oneMessageHoldsItsVideo() {
    Task delivered = TaskStateExamples.in(TaskStateExamples.DELIVERED);
    MessageRef other = new MessageRef(TaskStateExamples.CHAT, "another");
    assertThat(delivered.isDeliveredAs(TaskStateExamples.POSTED)).isTrue();
    assertThat(delivered.isDeliveredAs(other)).isFalse();
    assertThat(
            TaskStateExamples.in(TaskStateExamples.DELIVERING)
                .isDeliveredAs(TaskStateExamples.POSTED))
        .isFalse();
  }

  /** Logs are read by others: what speaks for the bot there is in none of them. */
  @Test
  void anAddressIsWrittenWithoutItsTicket() {
    assertThat(TaskStateExamples.ADDRESS.withTicket("secret")).hasToString("sim:room");
    assertThat(new Destination(TaskStateExamples.CHAT, "server", "5", "9", "secret"))
        .hasToString("sim:room#5");
    assertThat(TaskStateExamples.STATUS).hasToString("sim:room/status");
    assertThat(SOURCE).hasToString(SOURCE.value());
  }
}
