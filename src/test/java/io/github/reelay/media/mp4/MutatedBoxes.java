package io.github.reelay.media.mp4;

import io.github.reelay.fuzz.MutatedBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An MP4 as a tree of boxes, changed as no writer would: doubled, moved, nested, of any size. */
public final class MutatedBoxes {
  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf", "udta", "edts");

  /** More than the calls that a thread's stack holds. */
  private static final int DEEP = 20_000;

  private static final int MANY = 3_000;

  private static final class Node {
    String type;
    byte[] body;
    final List<Node> children = new ArrayList<>();

    /** What its header says; null for the truth. */
    @Nullable Long toldSize;

    boolean wide;
    int wrappedIn;
    String wrapper = "trak";
    int times = 1;

    Node(String type, byte[] body) {
      this.type = type;
      this.body = body;
    }
  }

  private MutatedBoxes() {}

  public static byte[] of(byte[] file, SplittableRandom random) {
    List<Node> top = parse(file);
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      change(top, random);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    top.forEach(node -> write(node, out));
    return out.toByteArray();
  }

  private static List<Node> parse(byte[] bytes) {
    List<Node> nodes = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int at = 0;
    while (bytes.length - at >= 8) {
      long size = Integer.toUnsignedLong(buffer.getInt(at));
      boolean wide = size == 1 && bytes.length - at >= 16;
      size = wide ? buffer.getLong(at + 8) : size;
      int header = wide ? 16 : 8;
      int left = bytes.length - at;
      if (size < header || size > left) {
        size = left;
      }
      String type = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
      byte[] body = Arrays.copyOfRange(bytes, at + header, at + (int) size);
      Node node = new Node(type, body);
      node.wide = wide;
      if (CONTAINERS.contains(type)) {
        node.children.addAll(parse(body));
      }
      nodes.add(node);
      at += (int) size;
    }
    return nodes;
  }

  private static void change(List<Node> top, SplittableRandom random) {
    List<Node> siblings = top;
    while (!siblings.isEmpty()) {
      int index = random.nextInt(siblings.size());
      Node node = siblings.get(index);
      if (!node.children.isEmpty() && random.nextInt(5) > 0) {
        siblings = node.children;
      } else {
        change(siblings, index, top, random);
        return;
      }
    }
  }

  private static void change(
      List<Node> siblings, int index, List<Node> top, SplittableRandom random) {
    Node node = siblings.get(index);
    switch (random.nextInt(12)) {
      case 0 -> siblings.add(random.nextInt(siblings.size() + 1), node);
      case 1 -> siblings.remove(index);
      case 2 -> {
        siblings.remove(index);
        siblings.add(random.nextInt(siblings.size() + 1), node);
      }
      case 3 -> node.toldSize = MutatedBytes.oddNumber(random);
      case 4 -> node.wide = !node.wide;
      case 5, 10 -> {
        if (random.nextBoolean()) {
          node = new Node("free", new byte[0]);
          siblings.add(random.nextInt(siblings.size() + 1), node);
        }
        node.wrappedIn = random.nextBoolean() ? random.nextInt(10) : DEEP;
        node.wrapper = random.nextBoolean() ? "trak" : random.nextBoolean() ? node.type : "stbl";
      }
      case 6 -> node.times = random.nextBoolean() ? 2 : MANY;
      case 7 -> {
        siblings.remove(index);
        top.add(random.nextInt(top.size() + 1), node);
      }
      case 8 -> node.type = any(top, random).type;
      case 9 -> node.toldSize = 8L + node.body.length + random.nextInt(-20, 21);
      default -> {
        node.body = MutatedBytes.of(node.body, random);
        node.children.clear();
      }
    }
  }

  private static Node any(List<Node> top, SplittableRandom random) {
    Node node = top.isEmpty() ? new Node("free", new byte[0]) : top.get(random.nextInt(top.size()));
    while (!node.children.isEmpty() && random.nextInt(4) > 0) {
      node = node.children.get(random.nextInt(node.children.size()));
    }
    return node;
  }

  private static void write(Node node, ByteArrayOutputStream out) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (node.children.isEmpty()) {
      body.writeBytes(node.body);
    } else {
      node.children.forEach(child -> write(child, body));
    }
    ByteArrayOutputStream box = new ByteArrayOutputStream();
    header(box, node.type, body.size(), node.toldSize, node.wide);
    box.writeBytes(body.toByteArray());
    for (int i = node.wrappedIn; i > 0; i--) {
      header(out, node.wrapper, box.size() + 8 * (i - 1), null, false);
    }
    for (int i = 0; i < (node.wrappedIn > 0 ? 1 : node.times); i++) {
      out.writeBytes(box.toByteArray());
    }
  }

  private static void header(
      ByteArrayOutputStream out, String type, int body, @Nullable Long told, boolean wide) {
    boolean isLong = wide || (told != null && (told < 0 || told > 0xFFFF_FFFFL));
    long size = told == null ? body + (isLong ? 16 : 8) : told;
    ByteBuffer header = ByteBuffer.allocate(isLong ? 16 : 8);
    header.putInt(isLong ? 1 : (int) size);
    header.put(type.getBytes(StandardCharsets.ISO_8859_1));
    if (isLong) {
      header.putLong(size);
    }
    out.writeBytes(header.array());
  }
}
