package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to hurt; the usual ones are in {@link PlayableVideosTest}. */
class WebmInfoTest {
  private static final int SEGMENT = 0x18538067;
  private static final int HEADER = 12;

  @TempDir Path folder;

  /** An element whose size takes eight bytes. */
  private static void put(ByteBuffer file, int id, long size) {
    file.putInt(id).putLong(1L << 56 | size);
  }

  private boolean isRead(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("v.webm"), file);
    return WebmInfo.read(path).isPresent();
  }

  @Test
  void elementsInElementsWithoutEndAreNoVideo() throws IOException {
    byte[] bytes = new byte[200_000 * HEADER];
    ByteBuffer file = ByteBuffer.wrap(bytes);
    while (file.hasRemaining()) {
      put(file, SEGMENT, file.remaining() - HEADER);
    }
    assertThat(isRead(bytes)).isFalse();
  }

  @Test
  void elementsWithoutEndAreNoVideo() throws IOException {
    byte[] bytes = new byte[200_000 * HEADER];
    ByteBuffer file = ByteBuffer.wrap(bytes);
    while (file.hasRemaining()) {
      put(file, SEGMENT, 0);
    }
    assertThat(isRead(bytes)).isFalse();
  }
}
