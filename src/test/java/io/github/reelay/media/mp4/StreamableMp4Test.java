package io.github.reelay.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.tracking.port.GrowingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamableMp4Test {
  @TempDir private Path folder;
  private byte[] metadataLast;
  private byte[] metadataFirst;

  @BeforeEach
  void makeVideos() throws IOException {
    metadataLast = Mp4Files.video(folder, 5);
    Path ordered = folder.resolve("ordered.mp4");
    FastStart.copy(Files.write(folder.resolve("made.mp4"), metadataLast), ordered);
    metadataFirst = Files.readAllBytes(ordered);
  }

  private OptionalLong endOf(byte[] whole) throws IOException {
    GrowingFile growing = new GrowingFile(folder.resolve("whole"));
    try (OutputStream download = growing.open()) {
      download.write(whole);
    }
    growing.complete();
    return StreamableMp4.awaitEnd(growing);
  }

  @Test
  void itsSizeIsKnownAsSoonAsItsMediaBegins() throws IOException {
    GrowingFile growing = new GrowingFile(folder.resolve("growing"));
    CompletableFuture<OptionalLong> end =
        CompletableFuture.supplyAsync(() -> {
          try {
            return StreamableMp4.awaitEnd(growing);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    try (OutputStream download = growing.open()) {
      int media = Mp4Files.box(metadataFirst, "mdat");
      for (int at = 0; at < media + 15; at++) {
        download.write(metadataFirst[at]);
      }
      assertThat(end).isNotDone();
      download.write(metadataFirst[media + 15]);
      assertThat(end)
          .succeedsWithin(Duration.ofSeconds(10))
          .isEqualTo(OptionalLong.of(metadataFirst.length));
    }
  }

  @Test
  void smallBoxesBetweenAreUsual() throws IOException {
    int media = Mp4Files.box(metadataFirst, "mdat");
    byte[] free = ByteBuffer.allocate(8).putInt(8).put(bytes("free")).array();
    ByteBuffer file = ByteBuffer.allocate(metadataFirst.length + 8);
    file.put(metadataFirst, 0, media).put(free);
    file.put(metadataFirst, media, metadataFirst.length - media);
    assertThat(endOf(file.array())).hasValue(metadataFirst.length + 8);
  }

  @Test
  void whatHasToBeThereFirst() throws IOException {
    assertThat(endOf(metadataLast)).as("metadata behind the media").isEmpty();
    assertThat(endOf(Arrays.copyOf(metadataFirst, 40))).as("no more than a head").isEmpty();
    assertThat(endOf(bytes("<html><body>not a video at all</body></html>"))).isEmpty();
    assertThat(endOf(bytes("RIFF....WEBPVP8X................"))).isEmpty();
    assertThat(endOf(new byte[0])).isEmpty();

    int media = Mp4Files.box(metadataFirst, "mdat");
    byte[] toTheEnd = Mp4Files.withInt(metadataFirst, media, 0);
    assertThat(endOf(toTheEnd)).as("media up to the end of the file").isEmpty();
    byte[] inParts = metadataFirst.clone();
    System.arraycopy(bytes("moof"), 0, inParts, media + 4, 4);
    assertThat(endOf(inParts)).as("fragments").isEmpty();
    byte[] endless = Mp4Files.withInt(metadataFirst, media, 1);
    ByteBuffer.wrap(endless).putLong(media + 8, Long.MAX_VALUE);
    assertThat(endOf(endless)).as("a size beyond all files").isEmpty();
    ByteBuffer.wrap(endless).putLong(media + 8, -1);
    assertThat(endOf(endless)).as("a size below zero").isEmpty();
    byte[] large = Mp4Files.withInt(metadataFirst, Mp4Files.box(metadataFirst, "moov"), 2 << 20);
    assertThat(endOf(large)).as("metadata of 2 MB").isEmpty();
    byte[] beyond = endless.clone();
    System.arraycopy(bytes("free"), 0, beyond, media + 4, 4);
    ByteBuffer.wrap(beyond).putLong(media + 8, Long.MAX_VALUE);
    assertThat(endOf(beyond)).as("a block beyond all files").isEmpty();
  }

  /** It is taken out when the file is stored, so the beginning changes. */
  @Test
  void aVideoWithItsWorkflowInItIsCleanedFirst() throws IOException {
    byte[] told = metadataFirst.clone();
    System.arraycopy(bytes("class_type"), 0, told, Mp4Files.box(told, "stsd") + 16, 10);
    assertThat(endOf(told)).isEmpty();
  }

  @Test
  void aDownloadThatDiesSaysSo() throws IOException {
    GrowingFile growing = new GrowingFile(folder.resolve("dead"));
    try (OutputStream download = growing.open()) {
      download.write(metadataFirst, 0, 20);
    }
    growing.close();
    assertThatThrownBy(() -> StreamableMp4.awaitEnd(growing)).isInstanceOf(IOException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
