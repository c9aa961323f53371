package io.github.reelay.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.Task.Film.Obstacle;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** A clip that continues another is posted once: as the film so far, or alone, saying why. */
class FilmDeliveryTest {
  /** Nobody is asked for anything here. */
  private static final ProviderGateway NO_RELAY = Mockito.mock(ProviderGateway.class);

  private final SettableClock clock = new SettableClock();
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final List<DeliveryRequest> posted = new ArrayList<>();
  private final Set<String> gone = new HashSet<>();
  private final List<String> deleted = new ArrayList<>();
  private DeliveryResult answer = DeliveryResult.Posted.file(TaskStateExamples.POSTED, false);
  private boolean joins = true;
  private boolean diskFull;
  private long limit = Long.MAX_VALUE;

  private final FakeMedia media =
      new FakeMedia() {
        @Override
        public boolean has(Video video) {
          return !gone.contains(video.file());
        }

        @Override
        public Optional<Video> joinFilm(TaskId last, List<Video> clips) throws IOException {
          if (diskFull) {
            throw new IOException("no space left on device");
          }
          Optional<Video> film = super.joinFilm(last, clips);
          film.ifPresent(file -> gone.remove(file.file()));
          return joins ? film : Optional.empty();
        }

        @Override
        public void delete(Video video) {
          deleted.add(video.file());
        }
      };

  private final ChatPlatform chat =
      new ChatPlatform() {
        @Override
        public String name() {
          return "sim";
        }

        @Override
        public EditLimits editRate() {
          return new EditLimits(Duration.ZERO, Integer.MAX_VALUE);
        }

        @Override
        public StatusResult showStatus(Task task, StatusView view) {
          return new StatusResult.Shown(TaskStateExamples.STATUS);
        }

        @Override
        public StatusResult removeStatus(Task task, StatusView view) {
          return showStatus(task, view);
        }

        @Override
        public long maxFileBytes(Task task) {
          return limit;
        }

        @Override
        public DeliveryResult deliver(DeliveryRequest delivery) {
          posted.add(delivery);
          return answer;
        }
      };

  private final Tracker tracker =
      new Tracker(
          new Tracker.Dependencies(
              store,
              new InMemoryDurationStore(),
              (_, _) -> {},
              new ManualDelayedExecutor(clock),
              NO_RELAY,
              media,
              Map.of("sim", chat),
              new ConcurrencyLimits(
                  _ -> 9, _ -> Integer.MAX_VALUE, (_, _) -> Integer.MAX_VALUE, _ -> 9),
              TaskStateExamples.CONFIG,
              clock,
              "this-run",
              TrackerListener.NONE));

  private Task first = delivered(clip(1, null, 4));
  private final Task second = delivered(clip(2, first, 5));
  private final Task third = clip(3, second, 6);

  private Task clip(int number, @Nullable Task before, int seconds) {
    Task task = TaskStateExamples.accepted("ann", number).withStatus(TaskStateExamples.seen());
    return store.put(
        (before == null
                ? task
                : task.withRequest(VideoRequest.of(RequestKind.CONTINUE, "on", before.id())))
            .nextVersion(
                TaskState.Ready.stored(TaskStateExamples.NOW, video(number, seconds)),
                TaskStateExamples.NOW));
  }

  private static Video video(int number, int seconds) {
    return new Video(number + ".mp4", 1000, 1280, 720, Duration.ofSeconds(seconds), "0" + number);
  }

  private Task delivered(Task task) {
    Video video = ((TaskState.WithFile) task.state()).video();
    return store.put(
        task.nextVersion(
            new TaskState.Delivered(
                TaskStateExamples.NOW,
                video,
                new MessageRef(TaskStateExamples.CHAT, "m" + video.file()),
                false,
                false),
            null));
  }

  private Task film() {
    return store.get(third.id());
  }

  @Test
  void theFilmSoFarIsPostedOnceInPlaceOfTheClip() {
    tracker.run(third.id());
    tracker.run(third.id());

    assertThat(posted)
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.video().file()).isEqualTo(third.id() + "-film.mp4");
          assertThat(delivery.video().length()).isEqualTo(Duration.ofSeconds(15));
          assertThat(delivery.file()).isEqualTo(media.path(delivery.video()));
          assertThat(delivery.task().film()).isEqualTo(Task.Film.joined(3, delivery.video()));
        });
    assertThat(media.filmsJoined).containsExactly(List.of(video(1, 4), video(2, 5), video(3, 6)));
    assertThat(film().state())
        .isInstanceOfSatisfying(
            TaskState.Delivered.class,
            state -> assertThat(state.video()).as("its own clip").isEqualTo(video(3, 6)));
  }

  @Test
  void aVideoThatContinuesNoneIsNoFilm() {
    Task plain = clip(7, null, 4);
    tracker.run(plain.id());

    assertThat(posted)
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.video()).isEqualTo(video(7, 4));
          assertThat(delivery.task().film()).isNull();
        });
    assertThat(media.filmsJoined).isEmpty();
  }

  @Test
  void aTryInDoubtPostsTheSameFilmWithoutJoiningAgain() {
    answer = new DeliveryResult.RetryLater(Duration.ofSeconds(1), false);
    tracker.run(third.id());
    assertThat(film().state()).isInstanceOf(TaskState.Delivering.class);
    answer = DeliveryResult.Posted.file(TaskStateExamples.POSTED, false);
    clock.advance(Duration.ofMinutes(1));
    tracker.run(third.id());

    assertThat(posted).extracting(DeliveryRequest::possiblyPosted).containsExactly(false, true);
    assertThat(posted)
        .extracting(delivery -> delivery.video().file())
        .containsOnly(third.id() + "-film.mp4");
    assertThat(media.filmsJoined).hasSize(1);
    assertThat(film().state()).isInstanceOf(TaskState.Delivered.class);
  }

  @Test
  void aFilmWhoseFileIsMissingIsMadeAgain() {
    answer = new DeliveryResult.RetryLater(Duration.ofSeconds(1), true);
    tracker.run(third.id());
    gone.add(third.id() + "-film.mp4");
    answer = DeliveryResult.Posted.file(TaskStateExamples.POSTED, false);
    clock.advance(Duration.ofMinutes(1));
    tracker.run(third.id());

    assertThat(media.filmsJoined).hasSize(2);
    assertThat(posted.getLast().video().file()).isEqualTo(third.id() + "-film.mp4");
    assertThat(film().state()).isInstanceOf(TaskState.Delivered.class);
  }

  @Test
  void withoutTheFileOfAnEarlierClipTheNewOneGoesAlone() {
    gone.add("1.mp4");
    assertAlone(Obstacle.CLIP_GONE);
  }

  @Test
  void withoutAnEarlierClipTheNewOneGoesAlone() {
    first = store.put(first.nextVersion(new TaskState.Deleted(TaskStateExamples.NOW), null));
    assertAlone(Obstacle.CLIP_GONE);
  }

  @Test
  void whatCannotBeJoinedGoesAlone() {
    joins = false;
    assertAlone(Obstacle.NOT_JOINED);
  }

  @Test
  void aFullDiskHoldsUpNoClip() {
    diskFull = true;
    assertAlone(Obstacle.NOT_JOINED);
  }

  @Test
  void aFilmThatTheChatDoesNotTakeGoesAlone() {
    limit = 2999;
    assertAlone(Obstacle.TOO_LARGE);
  }

  private void assertAlone(Obstacle obstacle) {
    tracker.run(third.id());

    assertThat(posted)
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.video()).isEqualTo(video(3, 6));
          assertThat(delivery.task().film()).isEqualTo(Task.Film.clipAlone(3, obstacle));
        });
    assertThat(film().state()).isInstanceOf(TaskState.Delivered.class);
  }

  /** The relay went on from its own video, and gave both in one file. */
  @Test
  void whatHasTheClipBeforeInItTakesItsPlace() {
    Offer offer = TaskStateExamples.OFFER;
    Task whole =
        store.put(
            clip(4, second, offer.seconds() + 5)
                .withOffer(
                    new Offer(
                        offer.provider(),
                        offer.model(),
                        GenerationMode.REMIX,
                        offer.seconds(),
                        null,
                        null,
                        offer.price(),
                        offer.typical(),
                        offer.hardDeadline(),
                        false)));
    tracker.run(whole.id());

    assertThat(media.filmsJoined)
        .containsExactly(List.of(video(1, 4), video(4, offer.seconds() + 5)));
  }

  @Test
  void aDeletedClipTakesItsFilmAlong() {
    tracker.run(third.id());
    assertThat(tracker.delete(third.id())).isTrue();

    assertThat(deleted).containsExactly("3.mp4", third.id() + "-film.mp4");
    assertThat(store.clips(second)).as("what it went on from").containsExactly(first, second);
  }
}
