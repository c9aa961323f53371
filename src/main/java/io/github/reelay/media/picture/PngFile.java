package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A reader of PNG files (W3C PNG, third edition, 5) that keeps the chunks which make the picture.
 * Compressed texts and profiles are where bombs hide, so a decoder never sees them.
 */
final class PngFile {
  private static final Set<String> PICTURE_CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "IDAT");
  private static final int SIGNATURE_SIZE = 8;
  private static final int CHUNK_OVERHEAD = 12;
  private static final byte[] END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82
  };

  /** Deflate cannot do better than 1032 to 1. */
  private static final long MAX_COMPRESSION_RATIO = 1032;

  private record Chunk(String type, int start, int length) {
    int dataStart() {
      return start + 8;
    }

    int size() {
      return length + CHUNK_OVERHEAD;
    }
  }

  private final ByteBuffer bytes;
  private final List<Chunk> keptChunks = new ArrayList<>();
  private int orientation = 1;

  private PngFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static PngFile read(ByteBuffer bytes) throws PictureException {
    PngFile file = new PngFile(bytes);
    int at = SIGNATURE_SIZE;
    boolean ended = false;
    while (!ended && bytes.limit() - at >= CHUNK_OVERHEAD) {
      Chunk chunk = file.readChunk(at);
      ended = chunk.type().equals("IEND");
      if (PICTURE_CHUNKS.contains(chunk.type())) {
        file.keptChunks.add(chunk);
      } else if (chunk.type().equals("eXIf")) {
        file.orientation = Exif.orientation(bytes.slice(chunk.dataStart(), chunk.length()));
      }
      at += chunk.size();
    }
    if (file.keptChunks.isEmpty()) {
      throw new PictureException(Reason.BROKEN);
    }
    if (!file.keptChunks.getFirst().type().equals("IHDR")
        || file.keptChunks.getFirst().length() != 13) {
      throw new PictureException(Reason.BROKEN);
    }
    return file;
  }

  private Chunk readChunk(int at) throws PictureException {
    if (bytes.limit() - at < CHUNK_OVERHEAD) {
      throw new PictureException(Reason.BROKEN);
    }
    int length = bytes.getInt(at);
    if (length < 0 || length > bytes.limit() - at - CHUNK_OVERHEAD) {
      throw new PictureException(Reason.BROKEN);
    }
    byte[] name = new byte[4];
    bytes.get(at + 4, name);
    Chunk chunk = new Chunk(new String(name, StandardCharsets.ISO_8859_1), at, length);
    CRC32 sum = new CRC32();
    sum.update(bytes.slice(at + 4, length + 4));
    // What is wrong in a chunk that nobody decodes does no harm.
    if (PICTURE_CHUNKS.contains(chunk.type())
        && (int) sum.getValue() != bytes.getInt(at + 8 + length)) {
      throw new PictureException(Reason.BROKEN);
    }
    return chunk;
  }

  PictureHeader header() throws PictureException {
    int head = keptChunks.getFirst().dataStart();
    int width = bytes.getInt(head);
    int height = bytes.getInt(head + 4);
    PictureHeader.checkSize(width, height);
    int depth = bytes.get(head + 8);
    int channels = channels(bytes.get(head + 9));
    boolean interlaced = bytes.get(head + 12) != 0;
    if (depth != 1 && depth != 2 && depth != 4 && depth != 8 && depth != 16) {
      throw new PictureException(Reason.BROKEN);
    }
    long data = 0;
    for (Chunk chunk : keptChunks) {
      data += chunk.type().equals("IDAT") ? chunk.length() : 0;
    }
    // Each row has one byte more, for its filter; interlacing adds a few rows.
    long raw = height * (1 + (long) width * channels * depth / 8);
    if (data * MAX_COMPRESSION_RATIO < raw) {
      throw new PictureException(Reason.BROKEN);
    }
    return new PictureHeader(
        width, height, orientation, Math.max(1, channels * depth / 8), interlaced);
  }

  private static int channels(byte colourType) throws PictureException {
    return switch (colourType) {
      case 0, 3 -> 1;
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> throw new PictureException(Reason.BROKEN);
    };
  }

  /** The picture's own chunks only, in their order, and an end. */
  List<ByteBuffer> parts() {
    List<ByteBuffer> parts = new ArrayList<>();
    parts.add(bytes.slice(0, SIGNATURE_SIZE));
    for (Chunk chunk : keptChunks) {
      parts.add(bytes.slice(chunk.start(), chunk.size()));
    }
    parts.add(ByteBuffer.wrap(END));
    return parts;
  }
}
