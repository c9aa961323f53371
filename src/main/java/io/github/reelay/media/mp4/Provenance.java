package io.github.reelay.media.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a file says about its making, in {@code uuid} boxes at its top: a signed C2PA manifest,
 * which no changed byte survives, or the IPTC's digital source type in an XMP packet (XMP part 3,
 * 2.2.3).
 */
public final class Provenance {
  private static final byte[] XMP = HexFormat.of().parseHex("be7acfcb97a942e89c71999491e3afac");
  private static final byte[] C2PA = HexFormat.of().parseHex("d8fec3d61b0e483c92975828877ec481");

  private static final String DESCRIPTION =
      """
       <rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
           xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
        <Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/\
      trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>
       </rdf:Description>
      """;

  private static final String END_OF_DESCRIPTIONS = "</rdf:RDF>";

  private static final String PACKET =
      """
      <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      %s%s
      </x:xmpmeta>
      <?xpacket end="w"?>\
      """
          .formatted(DESCRIPTION, END_OF_DESCRIPTIONS);

  /** More than the label takes in a file that has no packet yet. */
  public static final int MAX_LABEL_BYTES = 1_024;

  /** A larger packet is none of a video's. */
  private static final int MAX_PACKET_BYTES = 1 << 20;

  private static final long MAX_SHORT_SIZE = 0xFFFF_FFFFL;

  private Provenance() {}

  /** Whether it has a C2PA manifest, so that no byte of it may change or move. */
  static boolean isSigned(FileChannel file, List<Box> boxes) throws IOException {
    return find(file, boxes, C2PA) != null;
  }

  /**
   * Says in a whole file that it was made by a trained model; to be forced to disk by the caller.
   * The packet goes to the end, where it moves nothing; what an earlier one said is kept in it.
   * Said already: nothing changes. Where the last box's header cannot say where it ends, nothing
   * can follow it, and the file stays as it is.
   */
  public static void label(Path path) throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      List<Box> boxes = BoxReader.readFile(file);
      Box earlier = find(file, boxes, XMP);
      String told = earlier == null ? "" : packet(file, earlier);
      if (told.contains("DigitalSourceType") || !saysItsSize(file, boxes.getLast())) {
        return;
      }
      int end = told.lastIndexOf(END_OF_DESCRIPTIONS);
      append(file, end < 0 ? PACKET : told.substring(0, end) + DESCRIPTION + told.substring(end));
      if (end >= 0 && earlier != null) {
        write(file, ByteBuffer.wrap(ascii("free")), earlier.start() + Integer.BYTES);
      }
    } catch (Mp4FormatException broken) {
      throw new IOException("not a whole MP4 any more: " + broken.getMessage(), broken);
    }
  }

  private static @Nullable Box find(FileChannel file, List<Box> boxes, byte[] uuid)
      throws IOException {
    for (Box box : boxes) {
      if (box.type().equals("uuid")
          && box.end() - box.bodyStart() >= uuid.length
          && ByteBuffer.wrap(uuid).equals(read(file, box.bodyStart(), uuid.length))) {
        return box;
      }
    }
    return null;
  }

  private static String packet(FileChannel file, Box box) throws IOException {
    long start = box.bodyStart() + XMP.length;
    return box.end() - start > MAX_PACKET_BYTES
        ? ""
        : StandardCharsets.UTF_8.decode(read(file, start, (int) (box.end() - start))).toString();
  }

  /** The last box may run "to the end of the file", or say more than there is. */
  private static boolean saysItsSize(FileChannel file, Box last) throws IOException {
    Optional<ByteBuffer> size =
        last.headerSize() > 8
            ? Optional.of(ByteBuffer.allocate(8).putLong(0, last.size()))
            : last.size() <= MAX_SHORT_SIZE
                ? Optional.of(ByteBuffer.allocate(4).putInt(0, (int) last.size()))
                : Optional.empty();
    if (size.isPresent()) {
      write(file, size.get(), last.headerSize() > 8 ? last.start() + 8 : last.start());
    }
    return size.isPresent();
  }

  private static void append(FileChannel file, String packet) throws IOException {
    byte[] text = packet.getBytes(StandardCharsets.UTF_8);
    int size = 8 + XMP.length + text.length;
    write(
        file,
        ByteBuffer.allocate(size).putInt(size).put(ascii("uuid")).put(XMP).put(text).flip(),
        file.size());
  }

  private static byte[] ascii(String type) {
    return type.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer read(FileChannel file, long at, int bytes) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(bytes);
    while (into.hasRemaining()) {
      if (file.read(into, at + into.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return into.flip();
  }

  private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    for (long to = at; bytes.hasRemaining(); ) {
      to += file.write(bytes, to);
    }
  }
}
