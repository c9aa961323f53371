package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoRequestTest {
  private static final VideoRequest FOX = VideoRequest.of(RequestKind.GENERATE, "a fox", null);

  private static List<ReferenceImage> pictures(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ReferenceImage("hash" + i, "image/jpeg", 100, 100, 9))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    // pictures, what is said of them, how it is made
    "0, '',         TEXT",
    "0, references, TEXT",
    "1, '',         PICTURE",
    "2, '',         FRAMES",
    "3, '',         REFERENCES",
    "1, references, REFERENCES",
    "2, references, REFERENCES",
    "3, frames,     FRAMES",
    "2, nonsense,   FRAMES",
  })
  void whatPicturesAreForFollowsFromTheirNumberUnlessItIsSaid(
      int count, String said, GenerationMode mode) {
    VideoRequest request = FOX.withPictures(pictures(count));
    assertThat((said.isEmpty() ? request : request.withOption(VideoOption.PICTURES, said)).mode())
        .isEqualTo(mode);
    assertThat(mode.usesPicture()).isEqualTo(mode != GenerationMode.TEXT);
  }

  @Test
  void picturesKeepTheirOrder() {
    VideoRequest request = FOX.withPictures(pictures(3));
    assertThat(request.pictures()).isEqualTo(pictures(3));
    assertThat(request.pictureHashes()).isEqualTo("hash0 hash1 hash2");
    assertThat(FOX.pictureHashes()).isNull();
    assertThat(request.withPicture(pictures(1).getFirst()).pictures()).isEqualTo(pictures(1));
    assertThat(request.withPicture(null).pictures()).isEmpty();
  }

  @Test
  void anOptionThatIsTakenBackIsNone() {
    VideoRequest quiet = FOX.withOption(VideoOption.SOUND, VideoOption.OFF);
    assertThat(quiet.options()).containsEntry(VideoOption.SOUND, VideoOption.OFF);
    assertThat(quiet.withOption(VideoOption.SOUND, null).options()).isEmpty();
  }
}
