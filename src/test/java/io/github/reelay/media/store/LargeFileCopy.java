package io.github.reelay.media.store;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Puts a large file into a bucket and gets it back; says whether it is the same. */
final class LargeFileCopy {
  private static final int MEGABYTES = 100;

  private LargeFileCopy() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[2], "large");
    Random random = new Random(1);
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < MEGABYTES; i++) {
        random.nextBytes(megabyte);
        out.write(megabyte);
      }
    }
    Path copy = Path.of(args[2], "large-copy");
    try (S3Store store =
        new S3Store(
            S3Server.options(
                URI.create(args[0]), args[1], S3Server.ACCESS_KEY, S3Server.SECRET_KEY))) {
      store.put("videos/large.mp4", file);
      var _ = store.get("videos/large.mp4", copy, Files.size(file)).orElseThrow();
    }
    System.out.println(Files.mismatch(file, copy) == -1 ? "same" : "another");
  }
}
