package io.github.reelay.provider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server on a bare socket that reads whole requests, counts POSTs, and misbehaves as told. */
final class PostCountingServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0);
  private final AtomicInteger posts = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> open = new ArrayList<>();
  private volatile Reaction reaction = Reaction.close();
  private volatile String lastHead = "";

  PostCountingServer() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * What happens after a request was read.
   *
   * @param bytes written first; null for none
   * @param stay the connection is kept, for further requests or for silence
   * @param rude it is closed by a reset
   */
  record Reaction(@Nullable String bytes, boolean stay, boolean rude) {
    static Reaction close() {
      return new Reaction(null, false, false);
    }

    static Reaction reset() {
      return new Reaction(null, false, true);
    }

    static Reaction silence() {
      return new Reaction(null, true, false);
    }

    static Reaction raw(String bytes) {
      return new Reaction(bytes, false, false);
    }

    static Reaction answer(int status, String body, String... headers) {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      head.append("Content-Length: ")
          .append(body.getBytes(StandardCharsets.UTF_8).length)
          .append("\r\n\r\n")
          .append(body);
      return new Reaction(head.toString(), true, false);
    }
  }

  /** Connects until the kernel takes no more. */
  static List<Socket> fill(ServerSocket full) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 100);
      } catch (IOException isFull) {
        break;
      }
    }
    return sockets;
  }

  void react(Reaction next) {
    reaction = next;
  }

  int port() {
    return listener.getLocalPort();
  }

  int posts() {
    return posts.get();
  }

  int connections() {
    return connections.get();
  }

  String lastHead() {
    return lastHead;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    synchronized (open) {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        synchronized (open) {
          open.add(socket);
        }
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (readRequest(in)) {
        Reaction now = reaction;
        if (now.bytes() != null) {
          socket.getOutputStream().write(now.bytes().getBytes(StandardCharsets.UTF_8));
          socket.getOutputStream().flush();
        }
        if (now.rude()) {
          socket.setSoLinger(true, 0);
        }
        if (!now.stay()) {
          socket.close();
          return;
        }
      }
    } catch (IOException gone) {
      // the client went away
    }
  }

  private boolean readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      head.write(b);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length =
        text.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    in.readNBytes(length);
    if (text.startsWith("POST ")) {
      posts.incrementAndGet();
      lastHead = text;
    }
    return true;
  }
}
