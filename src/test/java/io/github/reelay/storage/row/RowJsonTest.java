package io.github.reelay.storage.row;

import static io.github.reelay.storage.Samples.NOON;
import static io.github.reelay.storage.Samples.VIDEO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.storage.Samples;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.Requester;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowJsonTest {
  private static final Failure FAILURE =
      new Failure(FailureKind.PROVIDER_BUSY, "429", Duration.ofSeconds(30));
  private static final MessageRef MESSAGE = new MessageRef(Samples.GROUP, "42");

  static Stream<TaskState> states() {
    RemoteFile told = new RemoteFile("https://cdn/x.mp4", NOON, 10, Money.of("0.6"));
    RemoteFile bare = new RemoteFile(null, null, null, null);
    Progress progress =
        Progress.NONE.withReport(7, NOON, NOON).withReport(60, null, NOON.plusNanos(1));
    return Stream.of(
        new TaskState.Queued(NOON, null, Set.of(), 0, null, null),
        new TaskState.Queued(NOON, NOON, Set.of("a", "b"), 2, FAILURE, NOON),
        new TaskState.Submitting(NOON, "run-1", Set.of("a"), 1),
        TaskState.Unconfirmed.unanswered(NOON, "reset", 0),
        TaskState.Unconfirmed.lost(
            NOON, "nothing came", TaskState.Running.started("r", NOON, NOON)),
        new TaskState.Unfetched(NOON, FAILURE),
        TaskState.Running.started("r", NOON, NOON),
        new TaskState.Running(NOON, "r", progress, 3, NOON, 1, NOON, told, NOON, 2, true, null),
        new TaskState.Running(NOON, "r", progress, 3, NOON, 1, NOON, bare, NOON, 2, true, null),
        TaskState.Running.fetchingAgain(
            "r", new TaskState.Ready(NOON, VIDEO, true, NOON, MESSAGE), NOON),
        new TaskState.Unfetched(
            NOON,
            Failure.of(FailureKind.LINK_DEAD),
            new TaskState.Ready(NOON, VIDEO, true, NOON, MESSAGE)),
        new TaskState.Ready(NOON, VIDEO, true, NOON, null),
        new TaskState.Delivering(NOON, VIDEO, 1, null, true, true, NOON, 2),
        new TaskState.Delivering(NOON, VIDEO, 1, MESSAGE, false, false, NOON, 0),
        new TaskState.Delivered(NOON, VIDEO, MESSAGE, true, null),
        new TaskState.Delivered(NOON, VIDEO, MESSAGE, false, true),
        new TaskState.Failed(NOON, FAILURE),
        new TaskState.Failed(NOON, Failure.of(FailureKind.BAD_FILE)),
        new TaskState.Cancelled(NOON),
        new TaskState.Closed(NOON, true),
        new TaskState.Undeliverable(NOON, VIDEO, FAILURE, true, null),
        new TaskState.Deleted(NOON));
  }

  @ParameterizedTest
  @MethodSource("states")
  void aTaskInAnyStateIsReadBackAsItWas(TaskState state) {
    Task bare = Samples.task().withState(state);
    Task full = full(state);

    assertThat(RowJson.read(RowJson.write(bare), Task.class)).isEqualTo(bare);
    assertThat(RowJson.read(RowJson.write(full), Task.class)).isEqualTo(full);
  }

  @Test
  void everyStateIsAmongThem() {
    assertThat(states().map(TaskState::name).collect(Collectors.toSet()))
        .isEqualTo(TaskState.names(Set.of(TaskState.class)));
  }

  @ParameterizedTest
  @MethodSource("states")
  void theStoredNameIsTheStatesName(TaskState state) {
    assertThat(RowJson.write(Samples.task().withState(state)))
        .contains("\"state\":{\"state\":\"" + state.name() + "\"");
  }

  @Test
  void aMomentKeepsItsNanoseconds() {
    TaskState state = new TaskState.Cancelled(Instant.parse("2026-11-20T12:00:00.123456789Z"));

    assertThat(RowJson.read(RowJson.write(state), TaskState.class)).isEqualTo(state);
  }

  @Test
  void theWrittenFormIsTheOneOfTheFirstRelease() {
    // Rows outlive versions: who changes this file changes what a running bot finds after its
    // upgrade.
    assertThat(RowJson.write(golden())).isEqualTo(goldenText("task.json"));
    assertThat(RowJson.read(goldenText("task.json"), Task.class)).isEqualTo(golden());
  }

  @Test
  void aRowOfAnotherVersionIsReadAsFarAsItIsKnown() {
    Task task = RowJson.read(goldenText("task-of-another-version.json"), Task.class);

    assertThat(task.request().prompt()).isEqualTo("a red fox");
    assertThat(task.withheld()).isFalse();
    assertThat(task.due()).isNull();
  }

  @Test
  void ofAVideoThatWasPostedBeforeThatWasNotedNobodyKnowsWhetherItIsACopy() {
    String written = RowJson.write(new TaskState.Delivered(NOON, VIDEO, MESSAGE, false, true));

    TaskState before = RowJson.read(written.replace(",\"asCopy\":true", ""), TaskState.class);
    assertThat(before).isEqualTo(new TaskState.Delivered(NOON, VIDEO, MESSAGE, false, null));
    assertThat(((TaskState.Delivered) before).hasKnownCaption()).isFalse();
  }

  @Test
  void anOfferThatCanBeCancelledIsReadBackAndOneOfBeforeCannot() {
    Offer offer = Samples.task().offer();
    assertThat(offer.cancellable()).isFalse();
    String written = RowJson.write(offer).replaceFirst("}$", ",\"cancellable\":true}");
    assertThat(RowJson.write(RowJson.read(written, Offer.class))).isEqualTo(written);
    assertThat(RowJson.read(written, Offer.class).cancellable()).isTrue();
  }

  @Test
  void optionsAreReadBackAndRowsOfBeforeHaveNone() {
    Task before = RowJson.read(goldenText("task.json"), Task.class);
    assertThat(before.request().options()).isEmpty();
    assertThat(before.offer().options()).isEmpty();

    Task task =
        before.withRequest(
            before
                .request()
                .withOption(VideoOption.SOUND, "off")
                .withOption(VideoOption.NEGATIVE_PROMPT, "blurry"));
    assertThat(RowJson.read(RowJson.write(task), Task.class)).isEqualTo(task);
  }

  @Test
  void anUnreadableRowIsNotRepeatedInTheError() {
    assertThatThrownBy(() -> RowJson.read("{\"prompt\":\"my secret\",", Task.class))
        .isInstanceOf(RowJson.UnreadableException.class)
        .hasMessageContaining("Task")
        .hasMessageNotContaining("my secret")
        .hasNoCause();
  }

  @Test
  void theErrorNamesThePlaceThatCannotBeRead() {
    String written =
        RowJson.write(Samples.task().withState(new TaskState.Failed(NOON, FAILURE)))
            .replace("PROVIDER_BUSY", "PROVIDER_ASLEEP");

    assertThatThrownBy(() -> RowJson.read(written, Task.class))
        .hasMessage("a stored Task cannot be read: state.failure.kind (InvalidFormatException)");
    assertThatThrownBy(() -> RowJson.read("[\"a\",{}]", String[].class))
        .hasMessageEndingWith(": 1 (MismatchedInputException)");
  }

  private static Task golden() {
    Task task = full(new TaskState.Delivering(NOON, VIDEO, 1, MESSAGE, false, true, NOON, 0));
    return new Task(
        new TaskId("0M3K9X2C4D5E6"),
        7,
        "telegram:update:817",
        task.requester(),
        task.address(),
        task.request().withFull(null),
        task.offer(),
        task.reserved(),
        task.remoteId(),
        task.acceptedAt(),
        task.state(),
        task.status(),
        task.withheld(),
        task.due(),
        null,
        false,
        null);
  }

  private static Task full(TaskState state) {
    Task task = Samples.task();
    return new Task(
        task.id(),
        4,
        task.origin(),
        new Requester(Samples.ANN, "Ann \"<b>\" 安", Locale.forLanguageTag("zh-Hans-CN")),
        new Destination(Samples.GROUP, "server", "thread", "9", "ticket"),
        new VideoRequest(
            RequestKind.REMIX,
            "a red fox\n🦊",
            "sora-2",
            10,
            AspectRatio.PORTRAIT,
            Resolution.P1080,
            new ReferenceImage("ab", "image/png", 64, 32, 900),
            new TaskId("0M3K9X2C4D5E0"),
            Map.of(),
            List.of(),
            new VideoRequest.FullVideo(
                "sora-2-pro",
                15,
                null,
                Resolution.P1080,
                Map.of(VideoOption.SEED, "7"),
                Money.of("4.50"))),
        new Offer(
            "apimart",
            "sora-2",
            GenerationMode.LAST_FRAME,
            10,
            AspectRatio.PORTRAIT,
            Resolution.P1080,
            Money.of("0.123456"),
            Duration.ofMillis(1500),
            Duration.ofHours(1),
            false),
        Money.of("1.00"),
        "remote-1",
        NOON,
        state,
        new StatusMessage(MESSAGE, "mark", 3, NOON, true),
        true,
        NOON.plusMillis(1),
        null,
        false,
        null);
  }

  private static String goldenText(String file) {
    try (var in = RowJsonTest.class.getResourceAsStream("/golden/storage/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
