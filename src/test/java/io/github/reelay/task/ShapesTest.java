package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aspect ratios and resolutions, as they are written, put in order and found for a picture. */
class ShapesTest {
  @ParameterizedTest
  @CsvSource({
    "9:16,      9:16",
    "09x16,     9:16",
    "' 9：16 ', 9:16",
    "21X9,      21:9",
    "Portrait,  9:16",
    "LANDSCAPE, 16:9",
    "square,    1:1",
    "auto,      adaptive",
    "0:1,       ''",
    "123:1,     ''",
    "wide,      ''",
  })
  void anAspectRatioIsReadInManySpellings(String typed, String read) {
    assertThat(AspectRatio.parse(typed).map(AspectRatio::toString).orElse("")).isEqualTo(read);
  }

  @Test
  void menusBeginWithTheUsualRatiosAndEndWithTheModelsChoice() {
    List<AspectRatio> menu =
        Stream.of("adaptive", "3:4", "1:1", "21:9", "9:16", "4:3", "16:9")
            .map(AspectRatio::new)
            .sorted()
            .toList();
    assertThat(menu)
        .extracting(AspectRatio::text)
        .containsExactly("16:9", "9:16", "1:1", "21:9", "4:3", "3:4", "adaptive");
  }

  @ParameterizedTest
  @CsvSource({
    "720, 720p",
    "1080P, 1080p",
    "4K, 4k",
    "3k, ''",
    "72, ''",
    "0720, ''",
    "720i, ''",
  })
  void aResolutionIsReadByItsLines(String typed, String read) {
    assertThat(Resolution.parse(typed).map(Resolution::toString).orElse("")).isEqualTo(read);
  }

  @Test
  void resolutionsAreInTheOrderOfTheirLines() {
    List<Resolution> menu =
        Stream.of("4k", "1080p", "480p", "2k", "2160p", "720p")
            .map(Resolution::new)
            .sorted()
            .toList();
    assertThat(menu)
        .extracting(Resolution::text)
        .containsExactly("480p", "720p", "1080p", "2k", "2160p", "4k");
  }

  @ParameterizedTest
  @CsvSource({
    "1600, 900, 16:9",
    "900, 1600, 9:16",
    "1000, 900, 1:1",
    "1400, 1000, 4:3",
    "3000, 500, 16:9",
  })
  void aPictureHasTheShapeThatIsNearest(int width, int height, String nearest) {
    ReferenceImage picture = new ReferenceImage("00", "image/png", width, height, 9);
    List<AspectRatio> ratios =
        Stream.of("adaptive", "1:1", "9:16", "4:3", "16:9").map(AspectRatio::new).toList();
    assertThat(picture.nearestAspectRatio(ratios)).contains(new AspectRatio(nearest));
  }

  @Test
  void whereThePictureDecidesThereIsNoNearest() {
    assertThat(ReferenceImage.ANY.nearestAspectRatio(List.of(AspectRatio.ADAPTIVE)))
        .isEqualTo(Optional.empty());
  }

  @Test
  void aFilesTypeIsThatOfItsName() {
    assertThat(Video.mediaType("a.mp4")).isEqualTo("video/mp4");
    assertThat(Video.mediaType("a.webm")).isEqualTo("video/webm");
    assertThat(Video.ending("webm.mp4")).isEqualTo("mp4");
  }
}
