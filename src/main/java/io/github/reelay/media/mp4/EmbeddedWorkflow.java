package io.github.reelay.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The workflow that ComfyUI writes into the videos it makes, with the prompt and the names of the
 * operator's files: whoever gets the video could read it.
 */
public final class EmbeddedWorkflow {
  /** Stands in every graph, and in no other metadata. */
  private static final String MARK = "class_type";

  private static final Set<String> HOLDERS = Set.of("udta", "meta");

  private EmbeddedWorkflow() {}

  /** Whether such bytes hold one. */
  public static boolean isIn(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(MARK);
  }

  /**
   * Makes free space of the boxes that hold one, where they are: nothing else moves. What is no
   * whole MP4 stays as it is.
   */
  public static void erase(Path mp4) throws IOException {
    try (FileChannel file =
        FileChannel.open(mp4, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Mp4Layout layout = Mp4Layout.read(file);
      for (Box box : holders(layout.metadata(), layout.metadataBox())) {
        byte[] body = new byte[(int) (box.end() - box.bodyStart())];
        layout.metadata().get((int) box.bodyStart(), body);
        if (isIn(body)) {
          long start = layout.moov().start() + box.start();
          file.write(ByteBuffer.wrap("free".getBytes(StandardCharsets.US_ASCII)), start + 4);
          file.write(ByteBuffer.allocate(body.length), start + box.headerSize());
        }
      }
    } catch (Mp4FormatException broken) {
      // Who reads it says so.
    }
  }

  /** Of the file, and of its tracks. */
  private static List<Box> holders(ByteBuffer metadata, Box parent) throws Mp4FormatException {
    List<Box> found = new ArrayList<>();
    for (Box box : BoxReader.readBody(metadata, parent.bodyStart(), parent.end())) {
      if (HOLDERS.contains(box.type())) {
        found.add(box);
      } else if (box.type().equals("trak") && parent.type().equals("moov")) {
        found.addAll(holders(metadata, box));
      }
    }
    return found;
  }
}
