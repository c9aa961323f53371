package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskStateExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentFilterTest {
  private static final Instant NOW = TaskStateExamples.NOW;

  private static ContentFilter filter(int maxRejections) {
    return new ContentFilter(
        new ContentOptions(
            List.of("Gun", "枪", "ปืน", "ガン", "じゅう"),
            List.of(Pattern.compile("A[0-9]{3}")),
            maxRejections,
            Duration.ofHours(1),
            Duration.ofHours(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "a gun,            true",
    "A GUN!,           true",
    "gun-metal grey,   true",
    "ｇｕｎ,           true",
    "a gunner,         false",
    "begun,            false",
    "gun2,             false",
    "一把枪在桌上,     true",
    "ถือปืนอยู่,        true",
    "あのガンを,       true",
    "このじゅうは,     true",
    "room A123,        true",
    "room a123,        false",
    "a red fox,        false",
  })
  void aWordIsRefusedAsAWordAndInScriptsWithoutSpacesAnywhere(String prompt, boolean refused) {
    assertThat(filter(0).refuses(prompt)).isEqualTo(refused);
  }

  private static Task ended(FailureKind kind, int minutesAgo) {
    return TaskStateExamples.accepted()
        .withState(
            new TaskState.Failed(NOW.minus(Duration.ofMinutes(minutesAgo)), Failure.of(kind)));
  }

  private static List<Task> rejected(int... minutesAgo) {
    return Arrays.stream(minutesAgo)
        .mapToObj(minutes -> ended(FailureKind.CONTENT_REJECTED, minutes))
        .toList();
  }

  @Test
  void soManyRejectionsWithinTheWindowPauseFromTheLastOne() {
    assertThat(filter(3).pausedUntil(() -> rejected(30, 90, 60), NOW))
        .contains(NOW.plus(Duration.ofMinutes(90)));
    assertThat(filter(3).pausedUntil(() -> rejected(30, 60), NOW)).isEmpty();
    assertThat(filter(3).pausedUntil(() -> rejected(30, 60, 91), NOW)).isEmpty();
    assertThat(filter(2).pausedUntil(() -> rejected(30, 60, 600), NOW)).isPresent();
  }

  @Test
  void thePauseEnds() {
    Instant end = NOW.plus(Duration.ofMinutes(90));
    assertThat(filter(2).pausedUntil(() -> rejected(30, 60), end.minusMillis(1))).contains(end);
    assertThat(filter(2).pausedUntil(() -> rejected(30, 60), end)).isEmpty();
  }

  @Test
  void onlyWhatAProviderRejectedForItsContentCounts() {
    List<Task> others =
        List.of(
            ended(FailureKind.GENERATION_FAILED, 30),
            ended(FailureKind.CONTENT_REJECTED, 40),
            TaskStateExamples.in(TaskStateExamples.CANCELLED),
            TaskStateExamples.in(TaskStateExamples.DELIVERED));
    assertThat(filter(2).pausedUntil(() -> others, NOW)).isEmpty();
    assertThat(filter(1).pausedUntil(() -> others, NOW)).isPresent();
  }

  @Test
  void switchedOffItReadsNothing() {
    assertThat(
            filter(0)
                .pausedUntil(
                    () -> {
                      throw new AssertionError("read");
                    },
                    NOW))
        .isEmpty();
  }
}
