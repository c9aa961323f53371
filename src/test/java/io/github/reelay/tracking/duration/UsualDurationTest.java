package io.github.reelay.tracking.duration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration.Range;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsualDurationTest {
  private static List<Duration> minutes(int... each) {
    return IntStream.of(each).mapToObj(Duration::ofMinutes).toList();
  }

  private static Range minutesFromTo(int from, int to) {
    return new Range(Duration.ofMinutes(from), Duration.ofMinutes(to));
  }

  @Test
  void fourTimesSayNothingFiveSayWhatIsUsual() {
    assertThat(UsualDuration.of(minutes(1, 2, 3, 4))).isEmpty();
    assertThat(UsualDuration.of(minutes(9, 1, 3, 2, 4)).orElseThrow().median())
        .isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void theRestIsThatOfThoseThatTookAsLong() {
    UsualDuration usual =
        UsualDuration.of(minutes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).orElseThrow();
    assertThat(usual.remaining(Duration.ZERO)).contains(minutesFromTo(3, 9));
    assertThat(usual.remaining(Duration.ofMinutes(5))).contains(minutesFromTo(2, 5));
    assertThat(usual.remaining(Duration.ofMinutes(11))).isEmpty();
  }

  @Test
  void theWaitIsAsManyTimesAsTurnsGoBy() {
    UsualDuration usual = UsualDuration.of(minutes(2, 2, 3, 4, 4)).orElseThrow();
    assertThat(usual.inLine(1.5)).isEqualTo(minutesFromTo(3, 6));
  }

  @Test
  void whatWasNotMeasuredIsAsTheCatalogueSays() {
    UsualDuration usual = UsualDuration.typical(TaskStateExamples.OFFER);
    Duration typical = TaskStateExamples.OFFER.typical();
    assertThat(usual.inLine(2))
        .isEqualTo(new Range(typical.multipliedBy(2), typical.multipliedBy(2)));
    assertThat(usual.remaining(Duration.ZERO)).isEmpty();
    assertThat(usual.correct(TaskStateExamples.OFFER)).isEqualTo(TaskStateExamples.OFFER);
  }

  @Test
  void anOfferIsCorrectedInItsTypicalTimeAlone() {
    UsualDuration usual = UsualDuration.of(minutes(7, 7, 7, 7, 7)).orElseThrow();
    assertThat(usual.correct(TaskStateExamples.OFFER))
        .usingRecursiveComparison()
        .ignoringFields("typical")
        .isEqualTo(TaskStateExamples.OFFER);
    assertThat(usual.correct(TaskStateExamples.OFFER).typical()).isEqualTo(Duration.ofMinutes(7));
  }
}
