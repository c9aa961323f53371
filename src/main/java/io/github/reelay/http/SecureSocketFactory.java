package io.github.reelay.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * An SSL socket factory whose sockets are those of another, which speak TLS without being asked.
 */
final class SecureSocketFactory extends SSLSocketFactory {
  private final SocketFactory sockets;

  SecureSocketFactory(SocketFactory sockets) {
    this.sockets = sockets;
  }

  @Override
  public Socket createSocket() throws IOException {
    return sockets.createSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return sockets.createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return sockets.createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose) {
    throw new UnsupportedOperationException("its sockets make their own connection");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
  }
}
