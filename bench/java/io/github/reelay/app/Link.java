package io.github.reelay.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A line of so many bytes a second in each direction of each connection.
 *
 * @param bytesPerSecond zero for as many as go through
 */
record Link(long bytesPerSecond) {
  private static final int CHUNK = 64 << 10;

  /** Writes all of it at the line's pace. */
  void write(byte[] bytes, OutputStream out) throws IOException {
    long begun = System.nanoTime();
    for (int at = 0; at < bytes.length; at += CHUNK) {
      int count = Math.min(CHUNK, bytes.length - at);
      out.write(bytes, at, count);
      pause(begun, at + count);
    }
  }

  /** Reads to the end at the line's pace; gives the first bytes, the rest is thrown away. */
  byte[] head(InputStream in) throws IOException {
    long begun = System.nanoTime();
    byte[] head = in.readNBytes(CHUNK);
    byte[] chunk = new byte[CHUNK];
    long read = head.length;
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      read += count;
      pause(begun, read);
    }
    return head;
  }

  private void pause(long begun, long passed) {
    if (bytesPerSecond > 0) {
      long due = begun + TimeUnit.SECONDS.toNanos(passed) / bytesPerSecond;
      try {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
