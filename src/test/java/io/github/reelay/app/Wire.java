package io.github.reelay.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * A network between a program and a server that can be cut without a word to either, and mended,
 * that leads to another server when it is told to, and that loses the answer to a commit.
 */
final class Wire implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private volatile int target;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition mended = lock.newCondition();
  private boolean cut;
  private int commitsToLose;

  /** PostgreSQL's word that a transaction is committed. */
  private static final byte[] COMMITTED = "C\0\0\0\u000bCOMMIT\0".getBytes(US_ASCII);

  Wire(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void cut(boolean now) {
    lock.lock();
    try {
      cut = now;
      mended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Connections that are open stay with the server that they have. */
  void lead(int port) {
    target = port;
  }

  /** The next commits happen, but instead of their answer the end of the connection comes. */
  void loseAnswersToCommits(int count) {
    lock.lock();
    try {
      commitsToLose = count;
    } finally {
      lock.unlock();
    }
  }

  int commitsToLose() {
    lock.lock();
    try {
      return commitsToLose;
    } finally {
      lock.unlock();
    }
  }

  private boolean loses(byte[] bytes, int length) {
    lock.lock();
    try {
      if (commitsToLose == 0 || !contains(bytes, length, COMMITTED)) {
        return false;
      }
      commitsToLose--;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static boolean contains(byte[] bytes, int length, byte[] what) {
    return IntStream.rangeClosed(0, length - what.length)
        .anyMatch(at -> Arrays.equals(bytes, at, at + what.length, what, 0, what.length));
  }

  private void accept() {
    try {
      while (true) {
        Socket here = listener.accept();
        Thread.ofVirtual().start(() -> connect(here));
      }
    } catch (IOException closed) {
      // at the end
    }
  }

  private void connect(Socket here) {
    try (here;
        Socket there = new Socket(InetAddress.getLoopbackAddress(), target)) {
      Thread back = Thread.ofVirtual().start(() -> carry(there, here));
      carry(here, there);
      back.join();
    } catch (IOException | InterruptedException away) {
      // The program hears of it.
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[8192];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        awaitMended();
        if (loses(bytes, n)) {
          return;
        }
        out.write(bytes, 0, n);
      }
    } catch (IOException | InterruptedException ended) {
      // The other side hears of it.
    }
  }

  private void awaitMended() throws InterruptedException {
    lock.lock();
    try {
      while (cut) {
        mended.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
