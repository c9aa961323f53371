package io.github.reelay.media.picture;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A raster into which a decoder writes a whole picture row by row, and which keeps only the average
 * of each square of pixels: a large picture is reduced as well as a scaler would, in the memory of
 * the small one. Decoders' own subsampling takes one pixel of each square, which makes lines and
 * letters fall apart.
 *
 * <p>Rows come from top to bottom, and one that comes again (another pass of a progressive picture)
 * starts over; or, of an interlaced picture, each pixel comes once in any order. Nothing can be
 * read from it.
 */
final class AveragingRaster extends WritableRaster {
  private static final int COLOURS = 3;

  private final int step;
  private final BufferedImage reduced;
  private final int[] output;
  private final int bands;
  private final int shift;
  private final int @Nullable [] palette;
  private final boolean anyOrder;

  /** Of one row of squares, or of all; 16 bits hold what 16 times 16 pixels come to. */
  private final char[] sums;

  private int[] line = {};
  private int row = -1;
  private int rowsInSums;
  private int firstSum;

  /**
   * @param model of the samples that are written
   * @param step pixels on a side of the squares, at most 16
   * @param anyOrder whether rows come in parts and in any order
   */
  AveragingRaster(SampleModel samples, ColorModel model, int step, boolean anyOrder) {
    super(samples, new DataBufferByte(1), new Point());
    this.step = step;
    this.bands = samples.getNumBands();
    this.shift = Math.max(0, samples.getSampleSize(0) - Byte.SIZE);
    this.palette = model instanceof IndexColorModel index ? colours(index) : null;
    this.reduced =
        new BufferedImage(
            samples.getWidth() / step, samples.getHeight() / step, BufferedImage.TYPE_INT_RGB);
    this.output = ((DataBufferInt) reduced.getRaster().getDataBuffer()).getData();
    this.anyOrder = anyOrder;
    this.sums = new char[(anyOrder ? output.length : reduced.getWidth()) * COLOURS];
  }

  private static int[] colours(IndexColorModel index) {
    int[] colours = new int[index.getMapSize()];
    index.getRGBs(colours);
    return colours;
  }

  /** The small picture, opaque, on white; to be called after the last row. */
  BufferedImage finished() {
    if (anyOrder) {
      write(0, output.length, step * step);
    } else {
      finishRow();
    }
    return reduced;
  }

  @Override
  public WritableRaster createWritableChild(
      int x, int y, int width, int height, int childX, int childY, int @Nullable [] bandList) {
    boolean isWhole = x == 0 && y == 0 && width == getWidth() && height == getHeight();
    if (!isWhole || childX != 0 || childY != 0 || bandList != null) {
      throw new UnsupportedOperationException("only as a whole");
    }
    return this;
  }

  @Override
  public void setRect(int dx, int dy, Raster source) {
    int x = source.getMinX() + dx;
    int width = Math.min(source.getWidth(), getWidth() - x);
    int height = Math.min(source.getHeight(), getHeight() - source.getMinY() - dy);
    if (addBytes(dx, dy, source, width, height)) {
      return;
    }
    if (line.length < width * bands) {
      line = new int[width * bands];
    }
    for (int i = 0; i < height; i++) {
      source.getPixels(source.getMinX(), source.getMinY() + i, width, 1, line);
      setPixels(x, source.getMinY() + dy + i, width, 1, line);
    }
  }

  /** What nearly all decoders hand over, without a copy of each row; false if it is not that. */
  private boolean addBytes(int dx, int dy, Raster source, int width, int height) {
    if (palette != null
        || bands != COLOURS
        || !(source.getSampleModel() instanceof PixelInterleavedSampleModel model)
        || !(source.getDataBuffer() instanceof DataBufferByte buffer)) {
      return false;
    }
    byte[] data = buffer.getData();
    int[] offsets = model.getBandOffsets();
    int between = model.getPixelStride();
    int x = source.getMinX() + dx;
    int end = Math.min(width, reduced.getWidth() * step - x);
    for (int i = 0; i < height; i++) {
      if (!beginRow(source.getMinY() + dy + i)) {
        continue;
      }
      int at =
          buffer.getOffset()
              + (source.getMinY() + i - source.getSampleModelTranslateY())
                  * model.getScanlineStride()
              + (source.getMinX() - source.getSampleModelTranslateX()) * between;
      for (int column = 0; column < end; ) {
        int square = (x + column) / step;
        int next = Math.min(end, (square + 1) * step - x);
        int red = 0;
        int green = 0;
        int blue = 0;
        for (; column < next; column++) {
          red += data[at + offsets[0]] & 0xFF;
          green += data[at + offsets[1]] & 0xFF;
          blue += data[at + offsets[2]] & 0xFF;
          at += between;
        }
        int sum = firstSum + square * COLOURS;
        addSums(sum, red, green, blue);
      }
    }
    return true;
  }

  @Override
  public void setPixels(int x, int y, int width, int height, int[] samples) {
    for (int i = 0; i < height; i++) {
      if (!beginRow(y + i)) {
        continue;
      }
      int at = i * width * bands;
      int end = Math.min(width, reduced.getWidth() * step - x);
      for (int column = 0; column < end; column++) {
        add(firstSum + (x + column) / step * COLOURS, samples, at);
        at += bands;
      }
    }
  }

  @Override
  public void setPixel(int x, int y, int[] samples) {
    if (beginRow(y) && x / step < reduced.getWidth()) {
      add(firstSum + x / step * COLOURS, samples, 0);
    }
  }

  private void add(int sum, int[] samples, int at) {
    int[] colours = palette;
    if (colours != null) {
      int colour = colours[Math.min(samples[at], colours.length - 1)];
      addColour(sum, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, colour >>> 24);
    } else if (bands <= 2) {
      int grey = samples[at] >> shift;
      addColour(sum, grey, grey, grey, bands == 2 ? samples[at + 1] >> shift : 255);
    } else {
      addColour(
          sum,
          samples[at] >> shift,
          samples[at + 1] >> shift,
          samples[at + 2] >> shift,
          bands > COLOURS ? samples[at + COLOURS] >> shift : 255);
    }
  }

  private void addColour(int sum, int red, int green, int blue, int alpha) {
    if (alpha == 255) {
      addSums(sum, red, green, blue);
    } else {
      int white = 255 * (255 - alpha);
      addSums(
          sum,
          (red * alpha + white) / 255,
          (green * alpha + white) / 255,
          (blue * alpha + white) / 255);
    }
  }

  private void addSums(int sum, int red, int green, int blue) {
    sums[sum] = (char) (sums[sum] + red);
    sums[sum + 1] = (char) (sums[sum + 1] + green);
    sums[sum + 2] = (char) (sums[sum + 2] + blue);
  }

  /**
   * Rows in between that nobody wrote stay black, as a decoder that gives up leaves them.
   *
   * @return whether the row is in the small picture
   */
  private boolean beginRow(int y) {
    if (anyOrder) {
      firstSum = y / step * reduced.getWidth() * COLOURS;
      return y / step < reduced.getHeight();
    }
    if (y != row) {
      if (row < 0 || y / step != row / step || y < row) {
        finishRow();
      }
      row = y;
      rowsInSums++;
    }
    return true;
  }

  private void finishRow() {
    int target = row < 0 ? reduced.getHeight() : row / step;
    if (target < reduced.getHeight()) {
      write(target * reduced.getWidth(), reduced.getWidth(), rowsInSums * step);
    }
    Arrays.fill(sums, (char) 0);
    rowsInSums = 0;
    row = -1;
  }

  /** Writes out what is summed up. */
  private void write(int from, int count, int pixels) {
    for (int i = 0; i < count; i++) {
      output[from + i] =
          ((sums[i * COLOURS] / pixels) << 16)
              | ((sums[i * COLOURS + 1] / pixels) << 8)
              | (sums[i * COLOURS + 2] / pixels);
    }
  }
}
