package io.github.reelay.http;

import io.github.reelay.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A socket that reaches its target through the proxy, or directly where the proxy is bypassed. Once
 * connected, what is read and written is the target's.
 */
class ProxiedSocket extends Socket {
  /** The JDK waits without end by default. */
  private static final int DEFAULT_TIMEOUT_MILLIS = 15_000;

  private static final int MAX_REPLY_BYTES = 16 * 1024;

  private static final byte SOCKS_VERSION = 5;
  private static final byte NO_AUTHENTICATION = 0;
  private static final byte PASSWORD_AUTHENTICATION = 2;

  private final OutboundProxy proxy;
  private final boolean secure;
  private @Nullable SSLSocket tls;

  ProxiedSocket(OutboundProxy proxy, boolean secure) {
    this.proxy = proxy;
    this.secure = secure;
  }

  @Override
  public void connect(SocketAddress target) throws IOException {
    connect(target, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (!(endpoint instanceof InetSocketAddress target)) {
      throw new IOException("not an internet address");
    }
    String host = target.getHostString();
    Optional<ProxyServer> server = proxy.serverFor(host);
    if (server.isEmpty()) {
      super.connect(
          target.isUnresolved() ? new InetSocketAddress(host, target.getPort()) : target, timeout);
    } else {
      connectThrough(server.get(), target, timeout > 0 ? timeout : DEFAULT_TIMEOUT_MILLIS);
    }
    if (secure) {
      tls = handshake(host, target.getPort());
    }
  }

  private void connectThrough(ProxyServer server, InetSocketAddress target, int timeout)
      throws IOException {
    super.connect(resolved(server), timeout);
    int readTimeout = getSoTimeout();
    setSoTimeout(timeout);
    switch (server.scheme()) {
      case HTTP -> requestTunnel(server, target);
      case HTTPS -> {
        tls = handshake(server.host(), server.port());
        requestTunnel(server, target);
      }
      case SOCKS5 -> negotiate(server, target);
    }
    setSoTimeout(readTimeout);
  }

  private static InetSocketAddress resolved(ProxyServer server) throws IOException {
    InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
    if (address.isUnresolved()) {
      throw new UnknownHostException("the proxy " + server.host());
    }
    return address;
  }

  /** TLS over what this socket is by now: its streams are taken when it is made. */
  private SSLSocket handshake(String host, int port) throws IOException {
    SSLSocket layer =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(this, host, port, false);
    SSLParameters parameters = layer.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    layer.setSSLParameters(parameters);
    layer.startHandshake();
    return layer;
  }

  private void requestTunnel(ProxyServer server, InetSocketAddress target) throws IOException {
    String host = hostOf(target);
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + target.getPort();
    StringBuilder request =
        new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
    Secret credentials = server.credentials();
    if (credentials != null) {
      byte[] plain = credentials.reveal().getBytes(StandardCharsets.UTF_8);
      request
          .append("Proxy-Authorization: Basic ")
          .append(Base64.getEncoder().encodeToString(plain))
          .append("\r\n");
    }
    getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    String reply = readHeaders(getInputStream());
    if (!reply.matches("(?s)HTTP/1\\.[01] 2\\d\\d.*")) {
      throw new IOException("the proxy refused: " + reply.lines().findFirst().orElse(""));
    }
  }

  /** Byte by byte: what follows is the target's. */
  private static String readHeaders(InputStream in) throws IOException {
    StringBuilder reply = new StringBuilder();
    while (!reply.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || reply.length() > MAX_REPLY_BYTES) {
        throw new EOFException("no answer of an HTTP proxy");
      }
      reply.append((char) next);
    }
    return reply.toString();
  }

  private void negotiate(ProxyServer server, InetSocketAddress target) throws IOException {
    DataInputStream in = new DataInputStream(getInputStream());
    OutputStream out = getOutputStream();
    Secret credentials = server.credentials();
    byte method = credentials == null ? NO_AUTHENTICATION : PASSWORD_AUTHENTICATION;
    out.write(new byte[] {SOCKS_VERSION, 1, method});
    if (in.readByte() != SOCKS_VERSION || in.readByte() != method) {
      throw new IOException("the proxy wants another authentication than ours");
    }
    if (credentials != null) {
      authenticate(credentials.reveal(), in, out);
    }
    out.write(connectRequest(target));
    byte[] reply = in.readNBytes(4);
    if (reply.length < 4 || reply[1] != 0) {
      throw new IOException(
          "the proxy did not connect: " + (reply.length < 4 ? "no answer" : "code " + reply[1]));
    }
    int addressBytes =
        switch (reply[3]) {
          case 1 -> 4;
          case 4 -> 16;
          case 3 -> in.readUnsignedByte();
          default -> throw new IOException("no answer of a SOCKS 5 proxy");
        };
    in.skipNBytes(addressBytes + 2L);
  }

  /** RFC 1929. */
  private static void authenticate(String credentials, DataInputStream in, OutputStream out)
      throws IOException {
    int colon = credentials.indexOf(':');
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.write(1);
    writeShort(request, colon < 0 ? credentials : credentials.substring(0, colon));
    writeShort(request, colon < 0 ? "" : credentials.substring(colon + 1));
    out.write(request.toByteArray());
    in.readByte();
    if (in.readByte() != 0) {
      throw new IOException("the proxy refused the user or the password");
    }
  }

  private byte[] connectRequest(InetSocketAddress target) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(new byte[] {SOCKS_VERSION, 1, 0});
    if (isName(target)) {
      request.write(3);
      writeShort(request, target.getHostString());
    } else {
      byte[] bytes = target.getAddress().getAddress();
      request.write(bytes.length == 4 ? 1 : 4);
      request.writeBytes(bytes);
    }
    request.write(target.getPort() >> 8);
    request.write(target.getPort());
    return request.toByteArray();
  }

  private static void writeShort(ByteArrayOutputStream to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw new IOException("a name of more than 255 bytes");
    }
    to.write(bytes.length);
    to.writeBytes(bytes);
  }

  private String hostOf(InetSocketAddress target) {
    return isName(target) ? target.getHostString() : target.getAddress().getHostAddress();
  }

  private boolean isName(InetSocketAddress target) {
    return target.isUnresolved()
        || proxy.isLeftToProxy(target.getAddress(), target.getHostString());
  }

  @Override
  public InputStream getInputStream() throws IOException {
    SSLSocket layer = tls;
    return layer == null ? super.getInputStream() : layer.getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    SSLSocket layer = tls;
    return layer == null ? super.getOutputStream() : layer.getOutputStream();
  }
}
