package io.github.reelay.app;

import java.io.ByteArrayOutputStream;
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

  /** Reads to the end at the line's pace; gives the first and the last bytes together. */
  byte[] ends(InputStream in) throws IOException {
    long begun = System.nanoTime();
    ByteArrayOutputStream ends = new ByteArrayOutputStream();
    byte[] before = new byte[0];
    byte[] last = in.readNBytes(CHUNK);
    ends.writeBytes(last);
    long read = last.length;
    for (byte[] next = in.readNBytes(CHUNK); next.length > 0; next = in.readNBytes(CHUNK)) {
      read += next.length;
      pause(begun, read);
      before = last;
      last = next;
    }
    ends.writeBytes(before);
    ends.writeBytes(last);
    return ends.toByteArray();
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
