package io.github.reelay.media.picture;

import static io.github.reelay.media.picture.Pictures.chunk;
import static io.github.reelay.media.picture.Pictures.joined;
import static io.github.reelay.media.picture.Pictures.slice;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Pictures of kinds that few programs make and every viewer shows. */
final class OddPictures {
  /** How the four inks of a JPEG are meant, as Adobe's segment says it. */
  static final int INKS = 0;

  static final int INKS_AS_YCCK = 2;

  private OddPictures() {}

  static void addTo(Map<String, Supplier<byte[]>> files) {
    files.put("png of 16 bits, seen through", () -> ofZeros(640, 400, 16, 6, 8));
    files.put("png of 12 MP, 16 bits, seen through", () -> ofZeros(4000, 3000, 16, 6, 8));
    files.put("png with a palette, seen through", OddPictures::paletteSeenThrough);
    files.put("png with a profile", OddPictures::withProfile);
    files.put("png interlaced", () -> interlaced(UsualPictures.smooth(640, 400, RGB)));
    files.put("png interlaced, grey", () -> interlaced(UsualPictures.smooth(640, 400, GREY)));
    files.put("png interlaced, 12 MP", () -> interlaced(UsualPictures.smooth(4000, 3000, RGB)));
    files.put("png interlaced, 40 MP", () -> interlaced(UsualPictures.smooth(8000, 5000, RGB)));
    files.put("png animated", OddPictures::animatedPng);
    files.put("jpeg of four inks", () -> ofInks(640, 400, INKS));
    files.put("jpeg of four inks, as YCCK", () -> ofInks(640, 400, INKS_AS_YCCK));
    files.put("jpeg of four inks, without Adobe's word", () -> ofInks(640, 400, null));
    files.put("jpeg with a quarter of the colours", OddPictures::quarterOfColours);
    files.put("jpeg, 30,000 wide", () -> Pictures.jpeg(30_000, 140));
    files.put("gif animated", OddPictures::animatedGif);
    files.put("gif, 15 MP", () -> Pictures.gif(5000, 3000));
  }

  private static final int RGB = BufferedImage.TYPE_3BYTE_BGR;
  private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;

  private static byte[] ofZeros(int width, int height, int depth, int kind, int bytes) {
    return Pictures.pngOf(width, height, depth, kind, height * (1L + width * (long) bytes));
  }

  private static byte[] paletteSeenThrough() {
    byte[] ramp = new byte[256];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) i;
    }
    IndexColorModel colours = new IndexColorModel(8, 256, ramp, ramp, ramp, ramp);
    return Pictures.written(
        "png", new BufferedImage(640, 400, BufferedImage.TYPE_BYTE_INDEXED, colours));
  }

  private static byte[] withProfile() {
    ByteArrayOutputStream profile = new ByteArrayOutputStream();
    profile.writeBytes("P3\0\0".getBytes(StandardCharsets.ISO_8859_1));
    try (DeflaterOutputStream out = new DeflaterOutputStream(profile)) {
      out.write(ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return withChunk(Pictures.png(640, 400), chunk("iCCP", profile.toByteArray()));
  }

  private static byte[] animatedPng() {
    byte[] control = chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0});
    byte[] frame = chunk("fcTL", new byte[26]);
    byte[] second = chunk("fdAT", new byte[99]);
    byte[] png = withChunk(Pictures.png(640, 400), joined(control, frame));
    return joined(slice(png, 0, png.length - 12), second, slice(png, png.length - 12, png.length));
  }

  private static byte[] withChunk(byte[] png, byte[] chunk) {
    return joined(slice(png, 0, 33), chunk, slice(png, 33, png.length));
  }

  /** A PNG that a camera wrote which was held so. */
  static byte[] turnedPng(byte[] png, int orientation) {
    byte[] segment = Pictures.turned(new byte[2], orientation);
    return withChunk(png, chunk("eXIf", slice(segment, 12, segment.length)));
  }

  static byte[] interlaced(BufferedImage image) {
    return written("png", new IIOImage(image, null, null), true);
  }

  /** Light and dark columns in turn, or what {@link UsualPictures} has, in black ink alone. */
  private static byte[] ofInks(int width, int height, @Nullable Integer transform) {
    WritableRaster inks = Raster.createInterleavedRaster(0, width, height, 4, null);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        inks.setPixel(x, y, new int[] {255, 255, 255, (x * 255) / width});
      }
    }
    return ofInks(inks, transform);
  }

  static byte[] ofInks(WritableRaster inks, @Nullable Integer transform) {
    byte[] jpeg = written("jpeg", new IIOImage(inks, null, null), false);
    if (transform == null) {
      return jpeg;
    }
    byte[] adobe = {
      -1, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform.byteValue()
    };
    return joined(slice(jpeg, 0, 2), adobe, slice(jpeg, 2, jpeg.length));
  }

  /** One sample of each colour for four pixels in a row: 4:1:1. */
  private static byte[] quarterOfColours() {
    BufferedImage image = UsualPictures.smooth(640, 400, RGB);
    ImageWriter writer = plainWriter("jpeg");
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
    Node tree = metadata.getAsTree(metadata.getNativeMetadataFormatName());
    Element first = (Element) ((Element) tree).getElementsByTagName("componentSpec").item(0);
    first.setAttribute("HsamplingFactor", "4");
    first.setAttribute("VsamplingFactor", "1");
    try {
      metadata.setFromTree(metadata.getNativeMetadataFormatName(), tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written("jpeg", new IIOImage(image, null, metadata), false);
  }

  private static byte[] animatedGif() {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < 3; i++) {
        writer.writeToSequence(
            new IIOImage(Pictures.flag(640, 400, BufferedImage.TYPE_BYTE_INDEXED), null, null),
            null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] written(String format, IIOImage image, boolean interlaced) {
    ImageWriter writer = plainWriter(format);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (interlaced) {
        how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, image, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** The JDK's own: it writes what it is given. */
  private static ImageWriter plainWriter(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    ImageWriter writer = writers.next();
    while (!writer.getClass().getName().startsWith("com.sun.")) {
      writer = writers.next();
    }
    return writer;
  }
}
