package io.github.reelay.media.picture;

import static io.github.reelay.media.picture.Pictures.chunk;
import static io.github.reelay.media.picture.Pictures.deflated;
import static io.github.reelay.media.picture.Pictures.find;
import static io.github.reelay.media.picture.Pictures.gif;
import static io.github.reelay.media.picture.Pictures.joined;
import static io.github.reelay.media.picture.Pictures.jpeg;
import static io.github.reelay.media.picture.Pictures.png;
import static io.github.reelay.media.picture.Pictures.pngOf;
import static io.github.reelay.media.picture.Pictures.slice;
import static io.github.reelay.media.picture.Pictures.webp;
import static io.github.reelay.media.picture.Pictures.withShort;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that pretend to be pictures: bombs, cut ones, liars, changelings. */
final class HostilePictures {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private HostilePictures() {}

  static Map<String, byte[]> all() {
    HostilePictures corpus = new HostilePictures();
    corpus.addNoPictures();
    corpus.addPngs();
    corpus.addJpegs();
    corpus.addGifs();
    corpus.addWebps();
    return corpus.files;
  }

  private void add(String name, byte[] bytes) {
    files.put(name, bytes);
  }

  private void addText(String name, String text) {
    add(name, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void addNoPictures() {
    add("nothing", new byte[0]);
    add("one byte", new byte[] {(byte) 0xFF});
    add("a megabyte of zeros", new byte[1 << 20]);
    addText("html", "<!doctype html><html><body>502 Bad Gateway</body></html>");
    addText("svg", "<svg xmlns='http://www.w3.org/2000/svg' width='90000' height='90000'/>");
    addText("script with a picture's name inside", "#!/bin/sh\ncurl a.png\n");
    add("heic", joined(new byte[] {0, 0, 0, 24}, ascii("ftypheic\0\0\0\0mif1heic")));
    add("avif", joined(new byte[] {0, 0, 0, 24}, ascii("ftypavif\0\0\0\0mif1avif")));
    add("mp4", joined(new byte[] {0, 0, 0, 24}, ascii("ftypisom\0\0\2\0isommp41")));
    addText("bmp of 2 GB", "BM" + "\u00ff".repeat(60));
    addText("tiff", "II*\0" + "\u00ff".repeat(60));
    addText("pdf", "%PDF-1.7 \u00ff\u00d8\u00ff");
    addText("postscript", "%!PS-Adobe-3.0\n(/etc/passwd) run\n");
  }

  private void addPngs() {
    byte[] good = png(200, 100);
    add("png: signature alone", slice(good, 0, 8));
    add("png: cut in its header", slice(good, 0, 20));
    add("png: cut in half", slice(good, 0, good.length / 2));
    add("png: cut in its last data", slice(good, 0, good.length - 13));
    add("png: says 18,375 x 11,175", pngOf(18375, 11175, 8, 6, 100));
    add("png: says 2^31-1 a side", pngOf(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, 6, 100));
    add("png: says less than nothing", pngOf(-1, -1, 8, 2, 100));
    add("png: says 8,000 x 5,000, holds 100 bytes", pngOf(8000, 5000, 16, 6, 100));
    add("png: 8,000 x 5,000, data ends early", pngOf(8000, 5000, 8, 2, 60_000_000));
    add("png: 100 MB where 10 kB belong, wrong filter", pngOf(60, 60, 8, 9, 100_000_000));
    add("png: no such depth", pngOf(64, 64, 7, 2, 100_000));
    add("png: flipped bits", flipped(good, 60));
    byte[] text = chunk("zTXt", joined(ascii("bomb\0\0"), deflated(100_000_000)));
    byte[] cut = slice(good, 0, good.length - 30);
    add(
        "png: text of 100 MB, then cut",
        joined(slice(cut, 0, 33), text, slice(cut, 33, cut.length)));
    add(
        "png: chunk of 4 GB",
        joined(slice(good, 0, 33), new byte[] {-1, -1, -1, -1}, ascii("IDAT")));
    add("png: palette missing", pngOf(64, 64, 8, 3, 64 * 65));
  }

  private void addJpegs() {
    byte[] good = jpeg(400, 300);
    int frame = find(good, 0xFF, 0xC0);
    add("jpeg: magic alone", slice(good, 0, 3));
    add("jpeg: cut before the picture", slice(good, 0, frame + 4));
    add("jpeg: cut in half", slice(good, 0, good.length / 2));
    add("jpeg: cut in its last rows", slice(good, 0, good.length - good.length / 8));
    add("jpeg: says 65,535 x 65,535", sized(good, frame, 65535, 65535));
    add("jpeg: says 8,000 x 5,000", sized(good, frame, 8000, 5000));
    add("jpeg: says 0 x 0", sized(good, frame, 0, 0));
    add("jpeg: arithmetic", withByte(good, frame + 1, 0xC9));
    add("jpeg: nine colours", withByte(good, frame + 9, 9));
    add("jpeg: a segment longer than the file", withShort(good, 4, 0xFFFF));
    add("jpeg: a segment of length 0", withShort(good, 4, 0));
    add("jpeg: only markers", filled(100_000, 0xFF, 0xD8));
    byte[] progressive = Pictures.progressiveJpeg(400, 300);
    int second = find(progressive, 0xFF, 0xC2);
    add("jpeg: progressive, says 8,000 x 5,000", sized(progressive, second, 8000, 5000));
    byte[] padded =
        joined(slice(good, 0, good.length - 2), new byte[60_000], ascii("\u00ff\u00d9"));
    add("jpeg: progressive bomb of zeros", sized(asProgressive(padded, frame), frame, 8000, 5000));
    add("jpeg: noise behind a good header", noisy(good, frame + 40));
  }

  private void addGifs() {
    byte[] good = gif(200, 100);
    int frame = find(good, 0x2C, 0, 0, 0, 0, 200, 0, 100, 0);
    add("gif: signature alone", ascii("GIF89a"));
    add("gif: cut in half", slice(good, 0, good.length / 2));
    add("gif: screen of 65,535 x 65,535", withShort(withShort(good, 6, 0xFFFF), 8, 0xFFFF));
    add("gif: frame of 65,535 x 65,535", withShort(withShort(good, frame + 5, -1), frame + 7, -1));
    add("gif: no frame", joined(slice(good, 0, frame), new byte[] {0x3B}));
    add("gif: codes of 200 bits", withByte(good, frame + 10, 200));
  }

  private void addWebps() {
    add("webp: signature alone", ascii("RIFF\4\0\0\0WEBP"));
    byte[] lossless = webp("VP8L", lossless(16383, 16383, 20));
    add("webp: lossless, says 16,383 x 16,383", lossless);
    add(
        "webp: lossless, says 8,000 x 5,000, holds 20 bytes",
        webp("VP8L", lossless(8000, 5000, 20)));
    add("webp: lossy, says 16,383 x 16,383", webp("VP8 ", lossy(16383, 16383, 100)));
    add("webp: lossy, says 8,000 x 5,000", webp("VP8 ", lossy(8000, 5000, 100_000)));
    add("webp: lossy, says 2,000 x 2,000, holds 100 bytes", webp("VP8 ", lossy(2000, 2000, 100)));
    add(
        "webp: lossless, says 2,000 x 2,000, holds 20 bytes",
        webp("VP8L", lossless(2000, 2000, 20)));
    add("webp: lossless zeros", webp("VP8L", lossless(8000, 5000, 100_000)));
    add("webp: longer than the file", withShort(webp("VP8 ", lossy(64, 64, 50)), 4, 0x7F7F));
    add("webp: canvas of 2^24 a side", webp("VP8X", filled(10, 0xFF, 0xFF)));
    add(
        "webp: canvas without a picture",
        webp("VP8X", new byte[] {0, 0, 0, 0, 99, 0, 0, 99, 0, 0}));
    byte[] canvas = slice(webp("VP8X", new byte[] {0, 0, 0, 0, 99, 0, 0, 99, 0, 0}), 12, 30);
    byte[] inner = slice(webp("VP8 ", lossy(4000, 4000, 50)), 12, 78);
    ByteBuffer lying = ByteBuffer.wrap(joined(ascii("RIFF\0\0\0\0WEBP"), canvas, inner));
    lying.order(ByteOrder.LITTLE_ENDIAN).putInt(4, lying.capacity() - 8);
    add("webp: picture larger than its canvas", lying.array());
  }

  private static byte[] lossless(int width, int height, int bytes) {
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return data.put((byte) 0x2F).putInt((width - 1) | (height - 1) << 14).array();
  }

  private static byte[] lossy(int width, int height, int bytes) {
    ByteBuffer data = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int firstPartition = Math.min(bytes - 10, 50_000);
    data.put((byte) (0x10 | (firstPartition & 7) << 5)).put((byte) (firstPartition >> 3));
    data.put((byte) (firstPartition >> 11)).put(new byte[] {(byte) 0x9D, 1, 0x2A});
    return data.putShort((short) width).putShort((short) height).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] sized(byte[] jpeg, int frame, int width, int height) {
    return withShort(withShort(jpeg, frame + 5, height), frame + 7, width);
  }

  private static byte[] asProgressive(byte[] jpeg, int frame) {
    return withByte(jpeg, frame + 1, 0xC2);
  }

  private static byte[] withByte(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  private static byte[] filled(int length, int first, int second) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) second);
    for (int i = 0; i < length; i += 2) {
      bytes[i] = (byte) first;
    }
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 0x55;
    return copy;
  }

  private static byte[] noisy(byte[] bytes, int from) {
    byte[] copy = bytes.clone();
    new java.util.Random(3).nextBytes(copy);
    System.arraycopy(bytes, 0, copy, 0, from);
    return copy;
  }
}
