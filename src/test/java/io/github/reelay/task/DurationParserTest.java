package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationParserTest {
  @ParameterizedTest
  @CsvSource({"200ms, PT0.2S", "5s, PT5S", "15m, PT15M", "72h, PT72H", "90d, PT2160H", "0s, PT0S"})
  void timesAreRead(String text, Duration time) {
    assertThat(DurationParser.STANDARD.parse(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-5s", "1.5s", "5 weeks", "5S", "99999999999s"})
  void otherTimesAreRefused(String text) {
    assertThat(DurationParser.STANDARD.parse(text)).isEmpty();
  }

  @Test
  void aNumberAloneIsReadWhereItHasAUnit() {
    Duration second = Duration.ofSeconds(1);
    DurationParser seconds = new DurationParser(Map.of("s", second, "sec", second), second);
    assertThat(seconds.parse("8")).contains(Duration.ofSeconds(8));
    assertThat(seconds.parse(" 8 sec ")).contains(Duration.ofSeconds(8));
    assertThat(seconds.parse("8 m")).isEmpty();
  }
}
