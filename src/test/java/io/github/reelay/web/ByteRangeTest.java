package io.github.reelay.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    ",                 0, 100",
    "bytes=0-,         0, 100",
    "bytes=0-0,        0, 1",
    "bytes=10-19,      10, 10",
    "bytes=90-500,     90, 10",
    "bytes=-30,        70, 30",
    "bytes=-500,       0, 100",
    "bytes=5-2,        0, 100",
    "bytes=-,          0, 100",
    "'bytes=0-1,5-6',  0, 100",
    "lines=1-2,        0, 100",
  })
  void aRangeIsReadAsRfc9110Says(@Nullable String header, long from, long length) {
    assertThat(ByteRange.parse(header, 100)).isEqualTo(new ByteRange(from, length));
  }

  @Test
  void aRangeBehindTheEndCannotBeHad() {
    assertThat(ByteRange.parse("bytes=100-", 100).isUnsatisfiable()).isTrue();
    assertThat(ByteRange.parse("bytes=-0", 100).isUnsatisfiable()).isTrue();
    assertThat(ByteRange.parse("bytes=0-", 0).isUnsatisfiable()).isTrue();
  }
}
