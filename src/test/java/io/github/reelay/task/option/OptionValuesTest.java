package io.github.reelay.task.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionValuesTest {
  private static final OptionValues NUMBERS = new OptionValues.Numbers(-5, 20);
  private static final OptionValues TEXT = new OptionValues.Text(3);
  private static final OptionValues WORDS =
      new OptionValues.Listed(List.of("anime", "noir"), "noir");

  @ParameterizedTest
  @CsvSource({
    "-5, true",
    "20, true",
    "-6, false",
    "21, false",
    "7.0, false",
    "seven, false",
    "'', false",
    "9999999999999999999, false",
    "0000000000000000007, false",
    "+7, false",
  })
  void numbersAreWholeAndWithinTheirEnds(String typed, boolean taken) {
    assertThat(NUMBERS.has(typed)).isEqualTo(taken);
  }

  @Test
  void textIsAsLongAsItMayBe() {
    assertThat(TEXT.has("abc")).isTrue();
    assertThat(TEXT.has("abcd")).isFalse();
  }

  @Test
  void wordsAreThoseThatAreListed() {
    assertThat(WORDS.has("anime")).isTrue();
    assertThat(WORDS.has("Anime")).isFalse();
    assertThat(WORDS.listed()).containsExactly("anime", "noir");
    assertThat(NUMBERS.listed()).isEmpty();
    assertThat(NUMBERS.usual()).isNull();
  }

  /** What a menu over several providers offers. */
  @Test
  void ofTwoModelsWhatEitherTakesIsOffered() {
    assertThat(NUMBERS.or(new OptionValues.Numbers(-9, 3)))
        .isEqualTo(new OptionValues.Numbers(-9, 20));
    assertThat(NUMBERS.or(TEXT)).isSameAs(NUMBERS);
    assertThat(TEXT.or(new OptionValues.Text(9))).isEqualTo(new OptionValues.Text(9));
    assertThat(TEXT.or(NUMBERS)).isSameAs(TEXT);
    assertThat(WORDS.or(new OptionValues.Listed(List.of("noir", "film"), "film")))
        .isEqualTo(new OptionValues.Listed(List.of("anime", "noir", "film"), "noir"));
  }

  @Test
  void anOptionIsFoundByItsWord() {
    for (VideoOption option : VideoOption.values()) {
      assertThat(VideoOption.ofWord(option.word())).contains(option);
    }
    assertThat(VideoOption.ofWord("volume")).isEmpty();
    for (PictureUse use : PictureUse.values()) {
      assertThat(PictureUse.ofWord(use.word())).contains(use);
    }
    assertThat(PictureUse.ofWord("FRAMES")).isEmpty();
  }

  @Test
  void whatFollowsFromOtherKeysIsNoOptionOfARow() {
    assertThat(VideoOption.values())
        .filteredOn(option -> !option.isRowOption())
        .containsExactlyInAnyOrder(VideoOption.PICTURES, VideoOption.AUTO_LENGTH);
  }

  /** A relay's own default would cost, or show. */
  @Test
  void soundAndWatermarkAreAlwaysTold() {
    assertThat(VideoOption.values())
        .filteredOn(VideoOption::mustBeSent)
        .containsExactlyInAnyOrder(VideoOption.SOUND, VideoOption.WATERMARK);
  }

  @Test
  void chosenOptionsAreKeptInTheirOrderAndChangeNoMore() {
    Map<VideoOption, String> chosen = new EnumMap<>(VideoOption.class);
    chosen.put(VideoOption.STYLE, "noir");
    Map<VideoOption, String> kept = VideoOption.copy(chosen);
    chosen.clear();
    assertThat(kept).containsExactly(Map.entry(VideoOption.STYLE, "noir"));
    assertThat(VideoOption.copy(Map.of(VideoOption.STYLE, "x", VideoOption.SOUND, "on")).keySet())
        .containsExactly(VideoOption.SOUND, VideoOption.STYLE);
    assertThat(VideoOption.<String>copy(null)).isEmpty();
  }
}
