package io.github.reelay.http;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/**
 * A proxy that tunnels by CONNECT or SOCKS 5, asks for {@code ann:pass word}, and leads every
 * target to where its table says.
 */
public final class TestProxy implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Integer> ports;

  /** What it was asked for, such as {@code relay.example:443}. */
  public final List<String> targets = new CopyOnWriteArrayList<>();

  /**
   * @param ports a target's host, and the port on this machine that stands for it
   */
  public static TestProxy start(Map<String, Integer> ports) throws IOException {
    return new TestProxy(ServerSocketFactory.getDefault(), ports);
  }

  TestProxy(ServerSocketFactory sockets, Map<String, Integer> ports) throws IOException {
    this.ports = Map.copyOf(ports);
    server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      int first = in.read();
      String target =
          first == 5 ? socks(in, client.getOutputStream()) : connect(in, client.getOutputStream());
      if (target.isEmpty()) {
        return;
      }
      targets.add(target);
      Integer port = ports.get(target.substring(0, target.lastIndexOf(':')));
      if (port == null) {
        return;
      }
      try (Socket there = new Socket()) {
        there.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().start(() -> copy(there, client));
        copy(client, there);
      }
    } catch (IOException gone) {
      // The test has ended.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException | UnsupportedOperationException gone) {
      // One side is closed.
    }
  }

  private static String connect(InputStream in, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("C");
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    String wanted =
        Base64.getEncoder().encodeToString("ann:pass word".getBytes(StandardCharsets.UTF_8));
    boolean known = head.indexOf("Proxy-Authorization: Basic " + wanted + "\r\n") > 0;
    out.write(
        (known
                ? "HTTP/1.1 200 Connection established\r\n\r\n"
                : "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return known ? head.toString().split(" ", 3)[1] : "";
  }

  private static String socks(InputStream stream, OutputStream out) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    byte[] methods = in.readNBytes(in.read());
    if (methods[0] != 2) {
      out.write(new byte[] {5, (byte) 0xff});
      return "";
    }
    out.write(new byte[] {5, 2});
    in.readByte();
    String user = text(in);
    boolean known = (user + ":" + text(in)).equals("ann:pass word");
    out.write(new byte[] {1, (byte) (known ? 0 : 1)});
    if (!known) {
      return "";
    }
    in.skipNBytes(3);
    String host =
        switch (in.readByte()) {
          case 1 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
          case 3 -> text(in);
          default -> throw new IOException("not in this test");
        };
    String target = host + ":" + in.readUnsignedShort();
    out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    return target;
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
