package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * A reader of pictures, one at a time so that memory stays bounded. Safe for many threads.
 *
 * <p>A file's header is checked against its bytes first; a decoder sees only files that are whole
 * and of a size that can be true, and decodes large ones to a part of their pixels.
 */
public final class PictureReader {
  /**
   * What a decoded picture may take. More than the largest size any provider asks for (1920 x 1080,
   * three bytes a pixel); about half of what a hostile file may cost in all.
   */
  private static final long MAX_DECODED_BYTES = 12L << 20;

  private final ReentrantLock decodeLock = new ReentrantLock();

  /** Reads what a person sent. */
  public PictureResult read(Path file) throws IOException {
    decodeLock.lock();
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
      return new PictureResult.Decoded(
          switch (PictureType.of(bytes)) {
            case JPEG -> decode("jpeg", List.of(bytes), JpegFile.read(bytes));
            case GIF -> decode("gif", List.of(bytes), GifFile.read(bytes));
            case WEBP -> decode("webp", List.of(bytes), WebpFile.read(bytes));
            case PNG -> {
              PngFile png = PngFile.read(bytes);
              yield decode("png", png.parts(), png.header());
            }
            case HEIC -> throw new PictureException(Reason.HEIC);
            case OTHER -> throw new PictureException(Reason.NOT_A_PICTURE);
          });
    } catch (PictureException problem) {
      return new PictureResult.Rejected(problem.reason());
    } finally {
      decodeLock.unlock();
    }
  }

  /** Reads a picture we wrote ourselves. */
  public BufferedImage readStored(Path file) throws IOException {
    decodeLock.lock();
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new IIOException("a picture of ours cannot be read: " + file.getFileName());
      }
      return image;
    } finally {
      decodeLock.unlock();
    }
  }

  private static BufferedImage decode(String format, List<ByteBuffer> bytes, PictureHeader header)
      throws PictureException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (PictureInputStream in = new PictureInputStream(bytes)) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw new PictureException(Reason.BROKEN);
      }
      ImageReadParam how = reader.getDefaultReadParam();
      int step = subsampling(header);
      how.setSourceSubsampling(step, step, 0, 0);
      return OrientationTransform.apply(reader.read(0, how), header.orientation());
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken data with exceptions of every kind.
      throw new PictureException(Reason.BROKEN);
    } finally {
      reader.dispose();
    }
  }

  /** Every how manieth pixel and row is decoded. */
  private static int subsampling(PictureHeader header) {
    int step = 1;
    while (header.pixelCount() * header.bytesPerPixel() / step / step > MAX_DECODED_BYTES) {
      step++;
    }
    return step;
  }
}
