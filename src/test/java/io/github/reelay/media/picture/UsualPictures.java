package io.github.reelay.media.picture;

import static io.github.reelay.media.picture.Pictures.chunk;
import static io.github.reelay.media.picture.Pictures.find;
import static io.github.reelay.media.picture.Pictures.joined;
import static io.github.reelay.media.picture.Pictures.slice;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures that every viewer shows: as programs write them, and with the faults that files have.
 */
final class UsualPictures {
  private final Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();

  private UsualPictures() {}

  /** By name; made when they are asked for. */
  static Map<String, Supplier<byte[]>> all() {
    UsualPictures corpus = new UsualPictures();
    corpus.addJpegs();
    corpus.addPngs();
    corpus.addGifs();
    OddPictures.addTo(corpus.files);
    return corpus.files;
  }

  private void addJpegs() {
    Map<String, Supplier<byte[]>> bases = new LinkedHashMap<>();
    bases.put("of a camera", () -> Pictures.jpeg(640, 400));
    bases.put("grey", () -> jpeg(smooth(640, 400, BufferedImage.TYPE_BYTE_GRAY), false));
    bases.put("smooth", () -> jpeg(smooth(640, 400, BufferedImage.TYPE_3BYTE_BGR), false));
    bases.put("progressive", () -> Pictures.progressiveJpeg(640, 400));
    bases.put(
        "smooth, progressive", () -> jpeg(smooth(640, 400, BufferedImage.TYPE_3BYTE_BGR), true));
    bases.put("on its side", () -> Pictures.turned(Pictures.jpeg(640, 400), 6));
    bases.put(
        "of 5 MP, smooth, progressive",
        () -> jpeg(smooth(2600, 2000, BufferedImage.TYPE_3BYTE_BGR), true));
    bases.put("a long screenshot", () -> Pictures.jpeg(1000, 9000));
    Map<String, UnaryOperator<byte[]>> faults = new LinkedHashMap<>();
    faults.put("", bytes -> bytes);
    faults.put(" without its end", bytes -> slice(bytes, 0, bytes.length - 2));
    faults.put(" with bytes between segments", UsualPictures::withBytesBetween);
    faults.put(" with fill bytes", UsualPictures::withFillBytes);
    faults.put(
        " with a film behind it",
        bytes -> joined(bytes, "ftyp mp42".repeat(99).getBytes(StandardCharsets.US_ASCII)));
    faults.put(
        " that ends in zeros", bytes -> joined(slice(bytes, 0, bytes.length - 2), new byte[4096]));
    bases.forEach((base, picture) ->
        faults.forEach((fault, change) ->
            files.put("jpeg " + base + fault, () -> change.apply(picture.get()))));
    files.put("jpeg of 48 MP", () -> jpeg(smooth(8000, 6000, BufferedImage.TYPE_3BYTE_BGR), false));
    files.put(
        "jpeg of 108 MP", () -> jpeg(smooth(12000, 9000, BufferedImage.TYPE_3BYTE_BGR), false));
    files.put(
        "jpeg of 24 MP, smooth, progressive",
        () -> jpeg(smooth(6000, 4000, BufferedImage.TYPE_3BYTE_BGR), true));
  }

  private static byte[] withBytesBetween(byte[] jpeg) {
    int tables = find(jpeg, 0xFF, 0xDB);
    return joined(
        slice(jpeg, 0, tables), new byte[] {0, 13, 10, 0x55}, slice(jpeg, tables, jpeg.length));
  }

  private static byte[] withFillBytes(byte[] jpeg) {
    int tables = find(jpeg, 0xFF, 0xDB);
    return joined(
        slice(jpeg, 0, tables), new byte[] {-1, -1, -1}, slice(jpeg, tables, jpeg.length));
  }

  private void addPngs() {
    Map<String, Supplier<BufferedImage>> bases = new LinkedHashMap<>();
    bases.put("of colours", () -> Pictures.flag(640, 400, BufferedImage.TYPE_INT_RGB));
    bases.put("seen through", () -> Pictures.flag(640, 400, BufferedImage.TYPE_INT_ARGB));
    bases.put("grey", () -> smooth(640, 400, BufferedImage.TYPE_BYTE_GRAY));
    bases.put("of 16 bits", () -> smooth(640, 400, BufferedImage.TYPE_USHORT_GRAY));
    bases.put("with a palette", () -> Pictures.flag(640, 400, BufferedImage.TYPE_BYTE_INDEXED));
    bases.put("of black and white", () -> Pictures.flag(640, 400, BufferedImage.TYPE_BYTE_BINARY));
    bases.put("a long screenshot", () -> Pictures.flag(1000, 9000, BufferedImage.TYPE_INT_RGB));
    bases.put(
        "large, with a palette", () -> Pictures.flag(5000, 4000, BufferedImage.TYPE_BYTE_INDEXED));
    Map<String, UnaryOperator<byte[]>> faults = new LinkedHashMap<>();
    faults.put("", bytes -> bytes);
    faults.put(" without its end", bytes -> slice(bytes, 0, bytes.length - 12));
    faults.put(" with a wrong sum in a text", UsualPictures::withWrongText);
    faults.put(" with bytes behind it", bytes -> joined(bytes, new byte[77]));
    bases.forEach((base, picture) ->
        faults.forEach((fault, change) ->
            files.put(
                "png " + base + fault,
                () -> change.apply(Pictures.written("png", picture.get())))));
    files.put("png of 48 MP", () -> Pictures.pngOf(8000, 6000, 8, 2, 6000L * (1 + 8000 * 3)));
  }

  private static byte[] withWrongText(byte[] png) {
    byte[] text = chunk("tEXt", "Comment\0a fox".getBytes(StandardCharsets.ISO_8859_1));
    text[text.length - 1] ^= 0x55;
    return joined(slice(png, 0, 33), text, slice(png, 33, png.length));
  }

  private void addGifs() {
    files.put("gif", () -> Pictures.gif(640, 400));
    files.put("gif, large", () -> Pictures.gif(3000, 2000));
  }

  /** From dark to light: few bits a pixel. */
  static BufferedImage smooth(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.BLACK, width, height, Color.WHITE));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return image;
  }

  private static byte[] jpeg(BufferedImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
