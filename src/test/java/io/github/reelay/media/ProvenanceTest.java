package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.media.mp4.Mp4Files;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stored files say about their making, read by ffprobe. */
class ProvenanceTest {
  static final String MADE_BY_A_MODEL =
      "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"
          + "trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>";

  private static final TaskId TASK = TaskId.of(1_700_000_000_000L, 5);
  private static final String XMP = "be7acfcb97a942e89c71999491e3afac";
  private static final String C2PA = "d8fec3d61b0e483c92975828877ec481";

  @TempDir Path data;

  @Test
  void aVideoSaysThatAModelMadeIt() throws IOException {
    byte[] original = Mp4Files.video(data, 5);
    assertThat(xmp(Files.write(data.resolve("original.mp4"), original))).isEmpty();

    Path stored = stored(original);

    assertThat(xmp(stored)).contains(MADE_BY_A_MODEL);
    assertThat(pictures(stored)).isEqualTo(pictures(data.resolve("original.mp4"))).hasSize(5);
  }

  /** A hash in it covers every byte, and where each stands. */
  @Test
  void aSignedVideoStaysByteForByte() throws IOException {
    byte[] last = joined(Mp4Files.video(data, 5), uuidBox(C2PA, "\0\0\0\0manifest\0jumb"));
    assertThat(stored(last)).hasBinaryContent(last);

    byte[] first = joined(made("+faststart"), uuidBox(C2PA, "\0\0\0\0manifest\0jumb"));
    assertThat(stored(first)).hasBinaryContent(first);
    assertThat(pictures(data.resolve("media/videos/" + TASK + ".mp4"))).hasSize(10);
  }

  @Test
  void whatItsMakerSaidIsKept() throws IOException {
    String told =
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">
        <TC260:AIGC>{"Label":"1"}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>\
        """;
    Path stored = stored(joined(made("+faststart"), uuidBox(XMP, told)));
    assertThat(xmp(stored)).contains("<TC260:AIGC>{\"Label\":\"1\"}").contains(MADE_BY_A_MODEL);
    assertThat(pictures(stored)).hasSize(10);
    assertThat(Files.readString(stored, StandardCharsets.ISO_8859_1)).containsOnlyOnce("uuid");

    String source = told.replace("TC260:AIGC", "Iptc4xmpExt:DigitalSourceType");
    byte[] itself = joined(made("+faststart"), uuidBox(XMP, source));
    assertThat(stored(itself)).as("said already").hasBinaryContent(itself);

    assertThat(xmp(stored(joined(made("+faststart"), uuidBox(XMP, "no packet")))))
        .contains(MADE_BY_A_MODEL);
  }

  @Test
  void mediaThatRunsToTheEndOfTheFileEndsBeforeTheLabel() throws IOException {
    byte[] file = made("+faststart");
    int media = new String(file, StandardCharsets.ISO_8859_1).indexOf("mdat") - 4;
    ByteBuffer.wrap(file).putInt(media, 0);
    Path stored = stored(file);
    assertThat(xmp(stored)).contains(MADE_BY_A_MODEL);
    assertThat(pictures(stored)).hasSize(10);
  }

  private Path stored(byte[] file) throws IOException {
    MediaFolder folder = MediaFolder.open(data.resolve("media"), null, null);
    Video video =
        ((StoreVideoResult.Stored)
                folder.storeVideo(TASK, Files.write(folder.partFile(TASK), file)))
            .video();
    return folder.path(video);
  }

  private byte[] made(String flags) throws IOException {
    Path file = data.resolve("made.mp4");
    FfmpegOfMachine.make(
        List.of("-f", "lavfi", "-i", "testsrc2=s=64x48:r=10:d=1"),
        List.of("-c:v", "libx264", "-pix_fmt", "yuv420p", "-movflags", flags),
        file);
    return Files.readAllBytes(file);
  }

  private static byte[] uuidBox(String uuid, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(24 + body.length)
        .putInt(24 + body.length)
        .put("uuid".getBytes(StandardCharsets.US_ASCII))
        .put(HexFormat.of().parseHex(uuid))
        .put(body)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private List<String> pictures(Path video) throws IOException {
    Path frames = data.resolve("frames.txt");
    FfmpegOfMachine.make(
        List.of("-xerror", "-i", video.toString()), List.of("-f", "framemd5"), frames);
    return Files.readAllLines(frames).stream().filter(line -> !line.startsWith("#")).toList();
  }

  /** The XMP packet as ffprobe finds it; nothing where there is none. */
  static String xmp(Path video) throws IOException {
    FfmpegOfMachine.require().close();
    Process probe =
        new ProcessBuilder(
                ("ffprobe -v error -export_xmp 1 -show_entries format_tags=xmp -of"
                        + " default=nk=1:nw=1 "
                        + video)
                    .split(" "))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
