package io.github.reelay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "50MB, 50000000",
    "20MiB, 20971520",
    "1 GB, 1000000000",
    "3kB, 3000",
    "2TiB, 2199023255552"
  })
  void sizesAreRead(String text, long bytes) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50", "MB", "-1MB", "1.5GB", "5 Mb"})
  void otherSizesAreRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sizes.parse(text));
  }

  @Test
  void theNearestNameIsFoundUnlessNothingIsNear() {
    List<String> known = List.of("poll.first", "poll.min", "media.keep");

    assertThat(ClosestName.to("poll.frist", known)).contains("poll.first");
    assertThat(ClosestName.to("poll.mni", known)).contains("poll.min");
    assertThat(ClosestName.to("something-else-entirely", known)).isEmpty();
  }

  @Test
  void whatMayBeASecretIsNotShown() {
    assertThat(Redaction.quoted("eighty")).isEqualTo("\"eighty\"");
    assertThat(Redaction.quoted("")).isEqualTo("nothing");
    assertThat(Redaction.quoted("sk-0123456789abcdef0123")).doesNotContain("0123");
    assertThat(Redaction.quoted("https://me:pw@host")).doesNotContain("pw");
  }
}
