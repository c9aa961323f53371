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
 * <p>Rows come from top to bottom; one that comes again (another pass of a progressive picture)
 * starts over. Nothing can be read from it.
 */
final class AveragingRaster extends WritableRaster {
  private static final int COLOURS = 3;

  private final int step;
  private final BufferedImage reduced;
  private final int[] output;
  private final int bands;
  private final int shift;
  private final int @Nullable [] palette;
  private final int[] sums;
  private int[] line = {};
  private int row = -1;
  private int rowsInSums;

  /**
   * @param model of the samples that are written
   * @param step pixels on a side of the squares
   */
  AveragingRaster(SampleModel samples, ColorModel model, int step) {
    super(samples, new DataBufferByte(1), new Point());
    this.step = step;
    this.bands = samples.getNumBands();
    this.shift = Math.max(0, samples.getSampleSize(0) - Byte.SIZE);
    this.palette = model instanceof IndexColorModel index ? colours(index) : null;
    this.reduced =
        new BufferedImage(
            samples.getWidth() / step, samples.getHeight() / step, BufferedImage.TYPE_INT_RGB);
    this.output = ((DataBufferInt) reduced.getRaster().getDataBuffer()).getData();
    this.sums = new int[reduced.getWidth() * COLOURS];
  }

  private static int[] colours(IndexColorModel index) {
    int[] colours = new int[index.getMapSize()];
    index.getRGBs(colours);
    return colours;
  }

  /** What was written so far; opaque, on white. */
  BufferedImage reduced() {
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
      beginRow(source.getMinY() + dy + i);
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
        sums[square * COLOURS] += red;
        sums[square * COLOURS + 1] += green;
        sums[square * COLOURS + 2] += blue;
      }
    }
    return true;
  }

  @Override
  public void setPixels(int x, int y, int width, int height, int[] samples) {
    for (int i = 0; i < height; i++) {
      beginRow(y + i);
      int at = i * width * bands;
      int end = Math.min(width, reduced.getWidth() * step - x);
      for (int column = 0; column < end; column++) {
        add((x + column) / step * COLOURS, samples, at);
        at += bands;
      }
    }
  }

  @Override
  public void setPixel(int x, int y, int[] samples) {
    beginRow(y);
    if (x / step < reduced.getWidth()) {
      add(x / step * COLOURS, samples, 0);
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
      sums[sum] += red;
      sums[sum + 1] += green;
      sums[sum + 2] += blue;
    } else {
      int white = 255 * (255 - alpha);
      sums[sum] += (red * alpha + white) / 255;
      sums[sum + 1] += (green * alpha + white) / 255;
      sums[sum + 2] += (blue * alpha + white) / 255;
    }
  }

  /** Rows in between that nobody wrote stay black, as a decoder that gives up leaves them. */
  private void beginRow(int y) {
    if (y == row) {
      return;
    }
    if (row < 0 || y / step != row / step || y < row) {
      finish();
    }
    row = y;
    rowsInSums++;
  }

  /** Writes out what is summed up; to be called after the last row. */
  void finish() {
    int target = row < 0 ? reduced.getHeight() : row / step;
    if (target < reduced.getHeight()) {
      int pixels = rowsInSums * step;
      for (int i = 0; i < reduced.getWidth(); i++) {
        output[target * reduced.getWidth() + i] =
            ((sums[i * COLOURS] / pixels) << 16)
                | ((sums[i * COLOURS + 1] / pixels) << 8)
                | (sums[i * COLOURS + 2] / pixels);
      }
    }
    Arrays.fill(sums, 0);
    rowsInSums = 0;
    row = -1;
  }
}
