package io.github.reelay.tracking.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.StatusView.Action;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusFingerprintTest {
  private static final StatusView VIEW =
      StatusView.of(
          TaskStateExamples.in(TaskStateExamples.RUNNING),
          Phase.WORKING,
          Money.of("0.80"),
          List.of(Action.CANCEL));

  @Test
  void theStoredTextIsTheOneOfTheFirstRelease() {
    // Rows outlive versions: another text would have every status message edited at the upgrade.
    assertThat(VIEW.fingerprint().text())
        .isEqualTo(
            "WORKING|null||null|false||[CANCEL]|"
                + VIEW.cost()
                + "|"
                + VIEW.offer().provider()
                + "|"
                + VIEW.offer().seconds());
    assertThat(
            VIEW.withProgress(40, Duration.ofSeconds(25), true)
                .withFailure(Failure.of(FailureKind.PROVIDER_BUSY))
                .fingerprint()
                .text())
        .startsWith("WORKING|40|25|null|true|PROVIDER_BUSY|[CANCEL]|");
    assertThat(
            VIEW.withPlace(3)
                .withRemaining(
                    new UsualDuration.Range(Duration.ofMinutes(2), Duration.ofMinutes(2)))
                .fingerprint()
                .text())
        .startsWith("WORKING|null|120|3|false|");
  }

  @Test
  void whatAMessageShowsIsReadBack() {
    StatusMessage status =
        StatusMessage.NONE.shown(
            TaskStateExamples.STATUS, VIEW.fingerprint().text(), TaskStateExamples.NOW);

    assertThat(StatusFingerprint.shownBy(status)).isEqualTo(VIEW.fingerprint());
  }

  @Test
  void whatNoKnownVersionWroteHasNoPhase() {
    assertThat(StatusFingerprint.shownBy(StatusMessage.NONE).phase()).isNull();
    assertThat(StatusFingerprint.parse("DREAMING|1").phase()).isNull();
    assertThat(StatusFingerprint.parse("WORKING").phase()).isNull();
    assertThat(StatusFingerprint.parse("CANCELLED_RUNNING|7").phase())
        .isEqualTo(Phase.CANCELLED_RUNNING);
  }
}
