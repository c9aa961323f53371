package io.github.reelay.media.picture;

import io.github.reelay.tracking.port.MediaStore.StoreImageResult.Reason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An animated WebP (RFC 9649), as ComfyUI's SaveAnimatedWEBP writes it: pictures of one length
 * each, made from its frames one after the other. The file is mapped, one frame is decoded at a
 * time. Use by one thread.
 *
 * <p>The decoder in Java hands out each frame as it is stored, which is often a part of the canvas
 * with holes in it, and tells nothing of its place and time. Both are read and composed here.
 */
public final class WebpAnimation implements Closeable {
  private static final int ANIMATED = 2;
  private static final int VP8X_LENGTH = 10;

  /** A minute at 60 pictures a second; of frames, and of what becomes of them. */
  private static final int MAX_PICTURES = 3600;

  /** A minute and a half of 720p at 24 pictures a second: minutes of decoding. */
  private static final long MAX_PIXELS_IN_ALL = 2_000_000_000;

  /** 62 pictures a second; more cannot be seen. */
  private static final int SHORTEST_STEP = 16;

  /** Players expect a picture now and then, even if it is the same one. */
  private static final int LONGEST_STEP = 1000;

  private final Arena arena;
  private final PictureReader reader;
  private final int width;
  private final int height;
  private final List<WebpFrame> frames;
  private final int step;

  private WebpAnimation(Arena arena, PictureReader reader, Rectangle canvas, List<WebpFrame> all) {
    this.arena = arena;
    this.reader = reader;
    this.width = canvas.width & ~1;
    this.height = canvas.height & ~1;
    this.frames = all;
    this.step = step(all);
  }

  /** Takes a picture of type INT_RGB, which changes afterwards. */
  @FunctionalInterface
  public interface Sink {
    void add(BufferedImage picture) throws IOException;
  }

  /** Whether a file begins as an animated WebP does; a still one is none. */
  public static boolean isOne(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer head =
          ByteBuffer.allocate(WebpFile.RIFF_HEADER + WebpFile.CHUNK_HEADER + VP8X_LENGTH);
      while (head.hasRemaining() && file.read(head) >= 0) {}
      return !head.hasRemaining()
          && PictureType.of(head) == PictureType.WEBP
          && WebpFrame.name(head, WebpFile.RIFF_HEADER).equals("VP8X")
          && (head.get(WebpFile.RIFF_HEADER + WebpFile.CHUNK_HEADER) & ANIMATED) != 0;
    }
  }

  /** Empty if it is broken, or larger or longer than a video that chats take. */
  public static Optional<WebpAnimation> open(Path path, PictureReader reader) throws IOException {
    Arena arena = Arena.ofConfined();
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.size() > Integer.MAX_VALUE) {
        throw new PictureException(Reason.TOO_MANY_BYTES);
      }
      ByteBuffer bytes =
          file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena)
              .asByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN);
      return Optional.of(read(arena, reader, bytes));
    } catch (PictureException broken) {
      arena.close();
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static WebpAnimation read(Arena arena, PictureReader reader, ByteBuffer bytes)
      throws PictureException {
    int header = WebpFile.RIFF_HEADER + WebpFile.CHUNK_HEADER;
    WebpFile.requireLength(bytes.limit(), header + VP8X_LENGTH);
    long end = Integer.toUnsignedLong(bytes.getInt(4)) + WebpFile.CHUNK_HEADER;
    if (end > bytes.limit()) {
      throw new PictureException(Reason.BROKEN);
    }
    Rectangle canvas =
        new Rectangle(
            WebpFile.unsigned24(bytes, header + 4) + 1, WebpFile.unsigned24(bytes, header + 7) + 1);
    PictureHeader.checkSize(canvas.width, canvas.height);
    List<WebpFrame> frames = readFrames(bytes, (int) end, canvas);
    WebpAnimation animation = new WebpAnimation(arena, reader, canvas, frames);
    long pictures = Math.max(frames.size(), animation.pictureCount());
    long pixels = (long) canvas.width * canvas.height;
    if (pixels > WebpFile.MAX_PIXELS_IN_JAVA
        || pictures > MAX_PICTURES
        || pictures * pixels > MAX_PIXELS_IN_ALL) {
      throw new PictureException(Reason.TOO_MANY_PIXELS);
    }
    return animation;
  }

  private static List<WebpFrame> readFrames(ByteBuffer bytes, int end, Rectangle canvas)
      throws PictureException {
    List<WebpFrame> frames = new ArrayList<>();
    for (int at = WebpFile.RIFF_HEADER; at + WebpFile.CHUNK_HEADER <= end; ) {
      int data = at + WebpFile.CHUNK_HEADER;
      int length = WebpFrame.length(bytes, at, end);
      if (WebpFrame.name(bytes, at).equals("ANMF")) {
        WebpFrame frame = WebpFrame.read(bytes, data, data + length);
        if (!canvas.contains(frame.area()) || frames.size() == MAX_PICTURES) {
          throw new PictureException(Reason.BROKEN);
        }
        frames.add(frame);
      }
      at = Math.min(data + length + (length & 1), end);
    }
    if (frames.isEmpty()) {
      throw new PictureException(Reason.BROKEN);
    }
    return frames;
  }

  /**
   * What all frames' times are multiples of, or else the shortest of them, so that each frame is
   * seen, as many times as comes nearest to its own.
   */
  private static int step(List<WebpFrame> frames) {
    BigInteger common = BigInteger.ZERO;
    int shortest = LONGEST_STEP;
    for (WebpFrame frame : frames) {
      common = common.gcd(BigInteger.valueOf(frame.millis()));
      shortest = Math.min(shortest, frame.millis());
    }
    int step = common.intValue() >= SHORTEST_STEP ? common.intValue() : shortest;
    return Math.clamp(step, SHORTEST_STEP, LONGEST_STEP);
  }

  private long pictureCount() {
    return picturesUntil(frames.stream().mapToLong(WebpFrame::millis).sum());
  }

  private long picturesUntil(long millis) {
    return (2 * millis + step) / (2L * step);
  }

  /** An even number, as video wants it: an odd column is left out. */
  public int width() {
    return width;
  }

  /** An even number, as video wants it: an odd row is left out. */
  public int height() {
    return height;
  }

  /** For how long each picture is seen. */
  public int millisPerPicture() {
    return step;
  }

  /**
   * Makes the pictures, transparent parts on white.
   *
   * @return whether all could be made; what was handed out is a part otherwise
   */
  public boolean writeTo(Sink sink) throws IOException {
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setPaint(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      long shown = 0;
      long end = 0;
      for (WebpFrame frame : frames) {
        Rectangle area = frame.area();
        if (!frame.isBlended()) {
          graphics.fill(area);
        }
        graphics.drawImage(reader.readFrame(frame), area.x, area.y, null);
        end += frame.millis();
        for (; shown < picturesUntil(end); shown++) {
          sink.add(canvas);
        }
        if (frame.isDisposed()) {
          graphics.fill(area);
        }
      }
      return true;
    } catch (PictureException broken) {
      return false;
    } finally {
      graphics.dispose();
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
