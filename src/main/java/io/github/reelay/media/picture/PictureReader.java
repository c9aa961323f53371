package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.event.IIOReadWarningListener;

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

  /**
   * Of what no decoder hands over row by row (four inks, GIF): decoded whole up to here, 12 million
   * pixels of four bytes, and averaged then. Above it pixels are left out.
   */
  private static final long MAX_SAMPLED_BYTES = 48L << 20;

  /** As much of what is decoded elsewhere: more than the largest size any provider asks for. */
  private static final int MAX_SIDE_ELSEWHERE = 2048;

  /** Bytes of a pixel in what comes out, whatever went in. */
  private static final int COLOURS = 3;

  /** libjpeg's words for picture data that ends before the picture does. */
  private static final String DATA_MISSING = "premature end of data segment";

  private final PictureProgram program;
  private final ReentrantLock decodeLock = new ReentrantLock();

  public PictureReader(PictureProgram program) {
    this.program = program;
  }

  /** Reads what a person sent. */
  public PictureResult read(Path file) throws IOException {
    decodeLock.lock();
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer();
      return new PictureResult.Decoded(
          switch (PictureType.of(bytes)) {
            case JPEG -> decodeJpeg(JpegFile.read(bytes));
            case GIF -> decodeSampled("gif", List.of(bytes), GifFile.read(bytes));
            case WEBP -> {
              PictureHeader header = WebpFile.read(bytes);
              yield WebpFile.isForOthers(header)
                  ? OrientationTransform.apply(
                      decodeElsewhere(file, "webp", Reason.TOO_MANY_PIXELS, header.longestSide()),
                      header.orientation())
                  : decodeSampled("webp", List.of(bytes), header);
            }
            case PNG -> {
              PngFile png = PngFile.read(bytes);
              yield decode("png", png.parts(), png.header(), true);
            }
            case HEIC -> decodeElsewhere(file, "heic", Reason.HEIC, HeifFile.longestSide(bytes));
            case AVIF -> decodeElsewhere(file, "avif", Reason.AVIF, HeifFile.longestSide(bytes));
            case OTHER -> throw new PictureException(Reason.NOT_A_PICTURE);
          });
    } catch (PictureException problem) {
      return new PictureResult.Rejected(problem.reason());
    } finally {
      decodeLock.unlock();
    }
  }

  /** Decodes one frame of an animation as it is stored; whoever sends a picture waits as long. */
  BufferedImage readFrame(WebpFrame frame) throws PictureException {
    decodeLock.lock();
    ImageReader reader = findReader("webp", false);
    try (PictureInputStream in = new PictureInputStream(frame.picture())) {
      reader.setInput(in, true, true);
      return reader.read(0);
    } catch (IOException | RuntimeException e) {
      throw new PictureException(Reason.BROKEN);
    } finally {
      reader.dispose();
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

  /**
   * @param longestSide what the file says; ffmpeg 7 gives one tile of a picture made of tiles, as
   *     phones make them (docs/facts.md, "Media: ffmpeg")
   */
  private BufferedImage decodeElsewhere(Path file, String format, Reason otherwise, int longestSide)
      throws IOException, PictureException {
    BufferedImage image = program.decode(file, format, MAX_SIDE_ELSEWHERE);
    int least = Math.min(longestSide, MAX_SIDE_ELSEWHERE) * 9 / 10;
    if (image == null || Math.max(image.getWidth(), image.getHeight()) < least) {
      throw new PictureException(otherwise);
    }
    PictureHeader.checkSize(image.getWidth(), image.getHeight());
    return OrientationTransform.apply(image, 1);
  }

  private static BufferedImage decodeJpeg(JpegFile jpeg) throws PictureException {
    return jpeg.header().bytesPerPixel() > 3
        ? decodeSampled("jpeg", jpeg.parts(), jpeg.header())
        : decode("jpeg", jpeg.parts(), jpeg.header(), jpeg.hasEnd());
  }

  /** Averaged where that can be done; of a few odd ones decoders make nothing then. */
  private static BufferedImage decode(
      String format, List<ByteBuffer> bytes, PictureHeader header, boolean hasEnd)
      throws PictureException {
    try {
      return decode(format, bytes, header, hasEnd, stepToDecoded(header) > 1);
    } catch (PictureException broken) {
      if (stepToDecoded(header) == 1 || !hasEnd) {
        throw broken;
      }
      return decodeSampled(format, bytes, header);
    }
  }

  private static BufferedImage decodeSampled(
      String format, List<ByteBuffer> bytes, PictureHeader header) throws PictureException {
    return decode(format, bytes, header, true, false);
  }

  private static BufferedImage decode(
      String format, List<ByteBuffer> bytes, PictureHeader header, boolean hasEnd, boolean averaged)
      throws PictureException {
    ImageReader reader = findReader(format, averaged);
    try (PictureInputStream in = new PictureInputStream(bytes)) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw new PictureException(Reason.BROKEN);
      }
      AtomicBoolean isCut = new AtomicBoolean();
      IIOReadWarningListener listener =
          (_, warning) -> isCut.compareAndSet(false, warning.contains(DATA_MISSING));
      reader.addIIOReadWarningListener(listener);
      BufferedImage image = averaged ? readAveraged(reader, header) : readSampled(reader, header);
      if (isCut.get() && !hasEnd) {
        throw new PictureException(Reason.BROKEN);
      }
      return OrientationTransform.apply(image, header.orientation());
    } catch (IOException | RuntimeException e) {
      // Decoders answer broken data with exceptions of every kind.
      throw new PictureException(Reason.BROKEN);
    } finally {
      reader.dispose();
    }
  }

  /**
   * The JDK's own reader hands over each row once; the other, which reads more kinds of JPEG, has a
   * progressive one drawn once for each of its scans.
   */
  private static ImageReader findReader(String format, boolean plain) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader reader = readers.next();
    while (plain && readers.hasNext() && !reader.getClass().getName().startsWith("com.sun.")) {
      reader = readers.next();
    }
    return reader;
  }

  private static BufferedImage readSampled(ImageReader reader, PictureHeader header)
      throws IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    int skipped = step(header.width(), header.height(), header.bytesPerPixel(), MAX_SAMPLED_BYTES);
    how.setSourceSubsampling(skipped, skipped, 0, 0);
    BufferedImage image = reader.read(0, how);
    int step = stepToDecoded(image.getWidth(), image.getHeight(), header.bytesPerPixel());
    if (step == 1) {
      return image;
    }
    AveragingRaster raster =
        new AveragingRaster(image.getSampleModel(), image.getColorModel(), step, false);
    raster.setRect(image.getRaster());
    return raster.finished();
  }

  private static BufferedImage readAveraged(ImageReader reader, PictureHeader header)
      throws IOException {
    ImageTypeSpecifier type = reader.getImageTypes(0).next();
    AveragingRaster raster =
        new AveragingRaster(
            type.getSampleModel(header.width(), header.height()),
            type.getColorModel(),
            stepToDecoded(header),
            header.interlaced());
    ImageReadParam how = reader.getDefaultReadParam();
    how.setDestination(new BufferedImage(type.getColorModel(), raster, false, null));
    var _ = reader.read(0, how);
    return raster.finished();
  }

  private static int stepToDecoded(PictureHeader header) {
    return stepToDecoded(header.width(), header.height(), header.bytesPerPixel());
  }

  private static int stepToDecoded(int width, int height, int bytesPerPixel) {
    return step(width, height, Math.max(COLOURS, bytesPerPixel), MAX_DECODED_BYTES);
  }

  /** How many pixels and rows become one, for a picture to take no more bytes than this. */
  private static int step(int width, int height, int bytesPerPixel, long mostBytes) {
    int step = 1;
    while ((long) width * height * bytesPerPixel / step / step > mostBytes
        && Math.min(width, height) > step) {
      step++;
    }
    return step;
  }
}
