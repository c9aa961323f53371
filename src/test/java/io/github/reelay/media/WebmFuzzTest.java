package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are broken in any way: each is read or refused, and none is made another length. */
class WebmFuzzTest {
  @TempDir Path folder;

  @Test
  void aBrokenFileIsReadOrRefused() throws IOException {
    byte[] whole = webm();
    Path file = folder.resolve("v.webm");
    Files.write(file, whole);
    assertThat(WebmInfo.read(file)).isPresent();
    Fuzz.run(
        WebmFuzzTest.class,
        500,
        random -> {
          byte[] broken = MutatedBytes.of(whole, random);
          Files.write(file, broken);
          Optional<WebmInfo> read = WebmInfo.read(file);
          WebmInfo.eraseWorkflow(file);
          assertThat(Files.size(file)).isEqualTo(broken.length);
          assertThat(WebmInfo.read(file)).isEqualTo(read);
          read.ifPresent(webm -> assertThat(Math.min(webm.width(), webm.height())).isPositive());
        });
  }

  /** A small one: header, segment with its length, a track, tags with a workflow, a cluster. */
  private static byte[] webm() {
    byte[] tags =
        element(0x1254C367, "a graph with class_type in it".getBytes(StandardCharsets.UTF_8));
    byte[] video =
        joined(element(0xB0, new byte[] {0x02, (byte) 0x80}), element(0xBA, new byte[] {1, 0x68}));
    byte[] tracks = element(0x1654AE6B, element(0xAE, element(0xE0, video)));
    byte[] info =
        element(
            0x1549A966,
            joined(
                element(0x2AD7B1, new byte[] {0x0F, 0x42, 0x40}),
                element(0x4489, ByteBuffer.allocate(8).putDouble(8000).array())));
    byte[] cluster = element(0x1F43B675, new byte[300]);
    return joined(
        element(0x1A45DFA3, new byte[] {0x42, (byte) 0x82, (byte) 0x84, 'w', 'e', 'b', 'm'}),
        element(0x18538067, joined(info, tracks, tags, cluster)));
  }

  private static byte[] element(int id, byte[] body) {
    int length = (Integer.SIZE - Integer.numberOfLeadingZeros(id) + 7) / 8;
    byte[] name = new byte[length];
    for (int i = 0; i < length; i++) {
      name[i] = (byte) (id >>> (8 * (length - 1 - i)));
    }
    byte[] size = ByteBuffer.allocate(8).putLong((1L << 56) | body.length).array();
    return joined(name, size, body);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
