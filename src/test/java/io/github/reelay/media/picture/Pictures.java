package io.github.reelay.media.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes picture files for tests, good ones and the pieces of bad ones. */
public final class Pictures {
  private Pictures() {}

  /** Left half red, right half blue, a green top row of 20 pixels; some noise. */
  public static BufferedImage flag(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0xD02020));
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(new Color(0x2020D0));
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.setColor(new Color(0x20D020));
    graphics.fillRect(0, 0, width, 20);
    Random noise = new Random(5);
    for (int i = 0; i < 300; i++) {
      graphics.setColor(new Color(noise.nextInt(0x1000000)));
      graphics.fillRect(noise.nextInt(width), height / 2 + noise.nextInt(height / 2), 2, 2);
    }
    graphics.dispose();
    return image;
  }

  public static byte[] written(String format, BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static byte[] jpeg(int width, int height) {
    return written("jpeg", flag(width, height, BufferedImage.TYPE_INT_RGB));
  }

  public static byte[] png(int width, int height) {
    return written("png", flag(width, height, BufferedImage.TYPE_INT_RGB));
  }

  public static byte[] gif(int width, int height) {
    return written("gif", flag(width, height, BufferedImage.TYPE_BYTE_INDEXED));
  }

  static byte[] progressiveJpeg(int width, int height) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(out);
      writer.write(
          null, new IIOImage(flag(width, height, BufferedImage.TYPE_INT_RGB), null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG with an EXIF segment that says how the camera was held. */
  static byte[] turned(byte[] jpeg, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xFFE1).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    return joined(slice(jpeg, 0, 2), exif.array(), slice(jpeg, 2, jpeg.length));
  }

  /** Header and data of a PNG that says one size and holds as many zero bytes as asked. */
  static byte[] pngOf(int width, int height, int depth, int colourType, long zeros) {
    ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
    head.put((byte) depth).put((byte) colourType);
    return joined(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
        chunk("IHDR", head.array()),
        chunk("IDAT", deflated(zeros)),
        chunk("IEND", new byte[0]));
  }

  static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  static byte[] deflated(long zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION), 1 << 16)) {
      byte[] block = new byte[1 << 16];
      for (long left = zeros; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(block.length, left));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A WebP container around one chunk. */
  static byte[] webp(String type, byte[] data) {
    int padded = data.length + (data.length & 1);
    ByteBuffer file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(12 + padded);
    file.put(("WEBP" + type).getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
    return file.array();
  }

  /** The picture of a simple WebP file as the only frame of an animation. */
  static byte[] animated(byte[] webp) {
    byte[] picture = slice(webp, 12, webp.length);
    ByteBuffer file = ByteBuffer.allocate(12 + 18 + 14 + 24 + picture.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
    file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(2);
    file.put(new byte[] {63, 1, 0, (byte) 199, 0, 0}); // 320 x 200, less one
    file.put("ANIM".getBytes(StandardCharsets.US_ASCII)).putInt(6).put(new byte[6]);
    file.put("ANMF".getBytes(StandardCharsets.US_ASCII)).putInt(16 + picture.length);
    file.put(new byte[6]).put(new byte[] {63, 1, 0, (byte) 199, 0, 0, 100, 0, 0, 0});
    return file.put(picture).array();
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** A copy with two bytes overwritten, big-endian. */
  static byte[] withShort(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    ByteBuffer.wrap(copy).putShort(at, (short) value);
    return copy;
  }

  /** Where a sequence of bytes begins. */
  static int find(byte[] bytes, int... sequence) {
    for (int at = 0; at + sequence.length <= bytes.length; at++) {
      boolean same = true;
      for (int i = 0; i < sequence.length; i++) {
        same &= (bytes[at + i] & 0xFF) == sequence[i];
      }
      if (same) {
        return at;
      }
    }
    throw new IllegalArgumentException("not there");
  }
}
