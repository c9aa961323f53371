package io.github.reelay.tracking.port;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file while it is downloaded, for whoever reads behind the download. One thread writes, others
 * may read. Thread-safe.
 */
public final class GrowingFile implements AutoCloseable {
  private final Path path;
  private long length;
  private boolean complete;
  private boolean abandoned;

  public GrowingFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** Begins the file, or begins it anew: those who read what was there before are told so. */
  public OutputStream open() throws IOException {
    OutputStream file = Files.newOutputStream(path);
    synchronized (this) {
      abandoned |= length > 0;
      length = 0;
    }
    return new Sink(file);
  }

  /** All of its bytes are there. */
  public synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** What is there is worth nothing, unless it is complete. */
  @Override
  public synchronized void close() {
    abandoned |= !complete;
    notifyAll();
  }

  /**
   * Waits until more bytes are there than so many.
   *
   * @return how many are there; no more than that if the file is complete
   * @throws IOException if the rest will not come
   */
  public synchronized long awaitMore(long than) throws IOException {
    while (length <= than && !complete && !abandoned) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while a file was downloaded");
      }
    }
    if (abandoned) {
      throw new IOException("the download did not come to its end");
    }
    return Math.max(length, than);
  }

  private synchronized void grow(int bytes) {
    length += bytes;
    notifyAll();
  }

  private final class Sink extends FilterOutputStream {
    Sink(OutputStream file) {
      super(file);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      grow(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
      grow(count);
    }
  }
}
