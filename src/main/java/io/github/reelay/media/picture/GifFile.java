package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A reader of GIF files (GIF89a, 17 to 27), to the end of the first frame. */
final class GifFile {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2C;

  private final ByteBuffer bytes;

  private GifFile(ByteBuffer bytes) {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  static PictureHeader read(ByteBuffer bytes) throws PictureException {
    return new GifFile(bytes).read();
  }

  private PictureHeader read() throws PictureException {
    PictureHeader.checkSize(unsignedShort(6), unsignedShort(8));
    int at = 13 + paletteSize(unsigned(10));
    while (unsigned(at) == EXTENSION) {
      at = skipBlocks(at + 2);
    }
    if (unsigned(at) != FRAME) {
      throw new PictureException(Reason.BROKEN);
    }
    int width = unsignedShort(at + 5);
    int height = unsignedShort(at + 7);
    PictureHeader.checkSize(width, height);
    int data = at + 10 + paletteSize(unsigned(at + 9));
    int codeBits = unsigned(data);
    if (codeBits < 1 || codeBits > 8) {
      throw new PictureException(Reason.BROKEN);
    }
    skipBlocks(data + 1);
    return new PictureHeader(width, height, 1, 1, false);
  }

  private static int paletteSize(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** Past a row of sub-blocks and the empty one that ends it. */
  private int skipBlocks(int from) throws PictureException {
    int at = from;
    for (int length = unsigned(at); length != 0; length = unsigned(at)) {
      at += length + 1;
    }
    return at + 1;
  }

  private int unsigned(int index) throws PictureException {
    if (index >= bytes.limit()) {
      throw new PictureException(Reason.BROKEN);
    }
    return Byte.toUnsignedInt(bytes.get(index));
  }

  private int unsignedShort(int index) throws PictureException {
    return unsigned(index) | (unsigned(index + 1) << 8);
  }
}
