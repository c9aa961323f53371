package io.github.reelay.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.reelay.telegram.TelegramTestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is at the other end of two lines with TLS, as in life: a relay's files, and Telegram's Bot
 * API. Uploads are read to their end, at the line's pace, and answered as Telegram does; all other
 * calls go to the test server behind it. A PUT is read the same way, for what is compared with.
 */
final class FarSide implements AutoCloseable {
  private static final Pattern CHAT = field("chat_id");
  private static final Pattern MESSAGE = field("message_id");

  /** When the first file was asked for, as {@link System#nanoTime()}; zero before. */
  final AtomicLong firstAsked = new AtomicLong();

  /** When each upload was read to its end, as {@link System#nanoTime()}. */
  final List<Long> ends = new CopyOnWriteArrayList<>();

  private final HttpClient behind = HttpClient.newHttpClient();
  private final HttpsServer server;
  private final URI chat;
  private final Link link;
  private final byte[] file;

  FarSide(OwnCertificate certificate, TelegramTestServer chat, Link link, byte[] file)
      throws IOException {
    this.chat = chat.url();
    this.link = link;
    this.file = file;
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  private static Pattern field(String name) {
    return Pattern.compile("name=\"" + name + "\".*?\r\n\r\n(-?\\d+)", Pattern.DOTALL);
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (exchange.getRequestURI().getPath().startsWith("/files/")) {
        firstAsked.compareAndSet(0, System.nanoTime());
        exchange.getResponseHeaders().set("Content-Type", "video/mp4");
        exchange.sendResponseHeaders(200, file.length);
        link.write(file, exchange.getResponseBody());
      } else if (exchange.getRequestMethod().equals("PUT")) {
        link.ends(exchange.getRequestBody());
        answer(exchange, 200, "");
      } else if (type != null && type.startsWith("multipart/")) {
        String fields = new String(link.ends(exchange.getRequestBody()), ISO_8859_1);
        ends.add(System.nanoTime());
        answer(exchange, 200, video(fields));
      } else {
        forward(exchange, type == null ? "application/json" : type);
      }
    }
  }

  private static String video(String fields) throws IOException {
    return """
    {"ok":true,"result":{"message_id":%s,"date":1,"chat":{"id":%s,"type":"private"},
     "video":{"file_id":"V","file_unique_id":"U","width":64,"height":64,"duration":2}}}
    """
        .formatted(found(MESSAGE, fields), found(CHAT, fields));
  }

  private static String found(Pattern field, String fields) throws IOException {
    Matcher found = field.matcher(fields);
    if (!found.find()) {
      throw new IOException(field + " stands neither before nor behind the file");
    }
    return found.group(1);
  }

  private void forward(HttpExchange exchange, String type) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(chat.resolve(exchange.getRequestURI()))
            .header("Content-Type", type)
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .build();
    try {
      HttpResponse<String> reply = behind.send(request, BodyHandlers.ofString());
      answer(exchange, reply.statusCode(), reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    behind.close();
  }
}
