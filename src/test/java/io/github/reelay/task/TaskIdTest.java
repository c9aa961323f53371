package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskIdTest {
  private static final long NOW = Instant.parse("2026-11-20T08:00:00Z").toEpochMilli();

  @Test
  void idsSortByAgeWhateverTheirChance() {
    assertThat(TaskId.of(NOW, 0x3F_FFFF)).isLessThan(TaskId.of(NOW + 1, 0));
    assertThat(TaskId.of(NOW, 1)).isLessThan(TaskId.of(NOW, 2));
  }

  @Test
  void onlyTheLowBitsOfTheChanceCount() {
    assertThat(TaskId.of(NOW, -1)).isEqualTo(TaskId.of(NOW, 0x3F_FFFF));
    assertThat(TaskId.of(NOW, 1L << 22)).isEqualTo(TaskId.of(NOW, 0));
  }

  @Test
  void anIdIsThirteenCharactersThatSurviveFileNamesAndButtons() {
    String text = TaskId.of(NOW, 12_345).value();
    assertThat(text).hasSize(13).matches("[0-9A-HJKMNP-TV-Z]+");
    assertThat(TaskId.isValid(text)).isTrue();
  }

  @Test
  void theShortFormIsItsEnd() {
    assertThat(new TaskId("0123456789ABC").shortForm()).isEqualTo("#9ABC");
  }

  @Test
  void nothingFromOutsideThatIsNoIdBecomesOne() {
    for (String text :
        new String[] {
          "", "0123456789AB", "0123456789ABCD", "0123456789ABU", "0123456789abc", "../../etc/pwd"
        }) {
      assertThat(TaskId.isValid(text)).as(text).isFalse();
      assertThatThrownBy(() -> new TaskId(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
