package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips as models make them, joined by the machine's ffmpeg and looked at by its ffprobe. */
class FilmJoinerTest {
  private static final String PLAIN = "-c:v libx264 -g 10 -pix_fmt yuv420p -an";
  private static final String WITH_SOUND = "-c:v libx264 -g 10 -pix_fmt yuv420p -c:a aac -ar 44100";

  @TempDir Path temp;

  private MediaFolder folder;
  private int clips;

  @BeforeEach
  void openFolder() throws IOException {
    // A name that would end the list's quotation marks.
    folder = MediaFolder.open(temp.resolve("it's a folder/media"), FfmpegOfMachine.require(), null);
  }

  @Test
  void clipsOfOneMakeAreJoinedAsTheyAre() throws IOException {
    List<Video> made =
        List.of(clip("320x240", 2, PLAIN), clip("320x240", 3, PLAIN), clip("320x240", 1, PLAIN));

    Video film = folder.joinFilm(task(9), made).orElseThrow();

    assertThat(film.file()).isEqualTo(task(9) + "-film.mp4");
    assertThat(seconds(film)).isBetween(5.9, 6.1);
    assertThat(film.length()).isBetween(Duration.ofMillis(5900), Duration.ofMillis(6100));
    List<String> packets = new ArrayList<>();
    for (Video clip : made) {
      packets.addAll(packets(clip));
    }
    assertThat(packets(film)).as("not one was encoded anew").isEqualTo(packets);
    assertThat(probe(film, "stream=codec_name,width,height")).contains("h264", "320", "240");
    assertThat(film.bytes()).isEqualTo(Files.size(folder.path(film)));
  }

  @Test
  void soundComesAlong() throws IOException {
    List<Video> made = List.of(clip("320x240", 2, WITH_SOUND), clip("320x240", 3, WITH_SOUND));

    Video film = folder.joinFilm(task(9), made).orElseThrow();

    assertThat(probe(film, "stream=codec_type")).contains("audio", "video");
    assertThat(seconds(film)).isBetween(4.9, 5.15);
    List<String> packets = new ArrayList<>(packets(made.getFirst()));
    packets.addAll(packets(made.getLast()));
    assertThat(packets(film)).as("as they are").isEqualTo(packets);
  }

  @Test
  void clipsThatDifferAreEncodedInTheSizeOfTheFirst() throws IOException {
    List<Video> made =
        List.of(
            clip("320x240", 2, WITH_SOUND),
            clip("240x320", 3, PLAIN),
            clip("640x360", 2, "-c:v mpeg4 -an"));

    Video film = folder.joinFilm(task(9), made).orElseThrow();

    assertThat(film.width()).isEqualTo(320);
    assertThat(film.height()).isEqualTo(240);
    assertThat(seconds(film)).isBetween(6.8, 7.3);
    assertThat(probe(film, "stream=codec_name")).contains("h264", "aac");
  }

  @Test
  void onlyAFilmOfSilentClipsIsSilent() throws IOException {
    List<Video> made = List.of(clip("320x240", 2, PLAIN), clip("640x480", 2, PLAIN));

    Video film = folder.joinFilm(task(9), made).orElseThrow();

    assertThat(probe(film, "stream=codec_type")).doesNotContain("audio");
    assertThat(seconds(film)).isBetween(3.9, 4.1);
  }

  @Test
  void madeAgainItTakesThePlaceOfTheFirst() throws IOException {
    List<Video> made = List.of(clip("320x240", 1, PLAIN), clip("320x240", 1, PLAIN));
    Video first = folder.joinFilm(task(9), made).orElseThrow();
    Files.delete(folder.path(first));

    Video second = folder.joinFilm(task(9), made).orElseThrow();

    assertThat(folder.has(first)).isTrue();
    assertThat(second).isEqualTo(first);
    try (var parts = Files.list(temp.resolve("it's a folder/media/parts"))) {
      assertThat(parts.filter(part -> !RunMark.isMark(part)))
          .as("nothing is left behind")
          .isEmpty();
    }
  }

  @Test
  void withoutAProgramNothingIsJoined() throws IOException {
    List<Video> made = List.of(clip("320x240", 1, PLAIN), clip("320x240", 1, PLAIN));
    MediaFolder plain = MediaFolder.open(temp.resolve("it's a folder/media"), null, null);

    assertThat(plain.joinFilm(task(9), made)).isEmpty();
  }

  @Test
  void aFileThatIsNoVideoIsNoClip() throws IOException {
    List<Video> made = List.of(clip("320x240", 1, PLAIN), clip("320x240", 1, PLAIN));
    Files.writeString(folder.path(made.getFirst()), "#EXTM3U\nfile:///etc/passwd\n");

    Optional<Video> film = folder.joinFilm(task(9), made);

    assertThat(film).isEmpty();
    assertThat(Files.exists(folder.path(made.getLast()))).isTrue();
  }

  private static TaskId task(int number) {
    return TaskId.of(1_700_000_000_000L, number);
  }

  private Video clip(String size, int seconds, String options) throws IOException {
    Path part = folder.partFile(task(++clips));
    FfmpegOfMachine.make(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=%s:r=25:d=%d".formatted(size, seconds),
            "-f",
            "lavfi",
            "-i",
            "sine=d=" + seconds),
        List.of((options + " -movflags +faststart -f mp4").split(" ")),
        part);
    return ((StoreVideoResult.Stored) folder.storeVideo(task(clips), part)).video();
  }

  /** The hash of each packet of pictures. */
  private List<String> packets(Video video) throws IOException {
    Path hashes = temp.resolve("hashes");
    FfmpegOfMachine.make(
        List.of("-i", folder.path(video).toString()),
        List.of("-map", "0:v", "-c", "copy", "-f", "framemd5"),
        hashes);
    return Files.readAllLines(hashes).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',')))
        .toList();
  }

  private double seconds(Video video) throws IOException {
    return Double.parseDouble(probe(video, "format=duration").strip());
  }

  private String probe(Video video, String entries) throws IOException {
    Process process =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                entries,
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                folder.path(video).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
